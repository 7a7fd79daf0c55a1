import type { TranslationOf } from '../catalogue.ts';
import type { parts as english } from '../en/parts.ts';

/* What the views share: states of lists, panes, words of status. */
export const parts = {
  'list.loading': 'Kargatzen',
  'list.no-match': 'Ez dago iragazki hauekin bat datorren ezer.',
  'list.no-match-yet': 'Orain arte irakurritakoan ez dator ezer bat. Erakutsi gehiago bilatzen jarraitzeko.',
  'list.clear-filters': 'Garbitu iragazkiak',

  'error.try-again': 'Saiatu berriro',
  'error.network': 'Aplikazioak ez du erantzuten. Egiaztatu konexioa eta aplikazioa martxan dagoen.',
  'error.unreadable': 'Aplikazioak {status} egoerarekin erantzun du, arrazoirik gabe.',
  'error.with-code': '{message} ({code})',

  'pane.close': 'Itxi',
  'pane.copy-link': 'Kopiatu esteka',

  'copy.named': 'Kopiatu: {name}',
  'copy.done': 'Kopiatuta',
  'copy.failed': 'Arakatzaileak ez du kopiatzen utzi. Hautatu testua eta kopiatu zuk zeuk.',

  'confirm.cancel': 'Utzi',

  'time.exact': '{utc} UTC, {local} hemen',

  'link.new-tab': '{name} (fitxa berri batean irekitzen da)',

  'run.succeeded': 'Arrakastatsua',
  'run.completedWithWarnings': 'Abisuekin osatua',
  'run.failed': 'Porrota',
  'run.canceled': 'Bertan behera',
  'run.skipped': 'Saltatua',
  'run.deleted': 'Ezabatua',

  'subscription.active': 'Aktiboa',
  'subscription.failing': 'Huts egiten',
  'subscription.dormant': 'Lotan',
  'subscription.disabled': 'Desgaituta',
  'subscription.gone': 'Amaituta',

  'delivery.delivered': 'Entregatuta',
  'delivery.pending': 'Zain',
  'delivery.retrying': 'Berriro saiatzen',
  'delivery.waiting': 'Geldirik',
  'delivery.dead': 'Bertan behera utzia',

  'trigger.data-source-refresh-failed': 'Datu-iturburuaren freskatzeak huts egin du',
  'trigger.data-source-refresh-succeeded': 'Datu-iturburuaren freskatzeak arrakasta izan du',
  'trigger.segment-threshold-crossed': 'Segmentuak atalasea gainditu du',
  'trigger.measure-threshold-crossed': 'Negozio-neurriak atalasea gainditu du',
  'trigger.full-refresh-completed': 'Freskatze osoa amaitu da',
  'trigger.unification-refresh-completed': 'Bateratzea amaitu da',

  'flow.create': 'Sortu fluxu bat',
  'flow.mine': 'Nire fluxuak',
  'flow.trigger': 'Abiarazlea',
  'flow.step-sign-in': 'Hasi saioa Power Automate-n, eta aukeratu zure fluxuen ingurunea.',
  'flow.step-create':
    'Sortu hodei-fluxu automatizatu bat. Saltatu iradokitako abiarazleak, eta bilatu Insight Triggers.',
  'flow.step-trigger': 'Aukeratu “{trigger}” abiarazlea, eta bete beheko parametroak.',
  'flow.step-actions': 'Gehitu fluxuak egin behar dituen ekintzak, eta gorde. Ondoren, fluxua hemen agertuko da.',
  'flow.parameters': 'Kopiatzeko parametroak',
  'flow.environment': 'Ingurunea',
  'flow.data-source': 'Datu-iturburua',
  'flow.segment': 'Segmentua',
  'flow.measure': 'Negozio-neurria',
  'flow.any-data-source': 'Utzi datu-iturburua hutsik edozeinekin abiarazteko fluxua.',
  'flow.open': 'Ireki Power Automate',
  'flow.not-found': 'Insight Triggers ez da ageri? Konfiguratu lehenik konektorea.',
} satisfies TranslationOf<typeof english>;
