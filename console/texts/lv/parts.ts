import type { TranslationOf } from '../catalogue.ts';
import type { parts as english } from '../en/parts.ts';

/* What the views share: states of lists, panes, words of status. */
export const parts = {
  'list.loading': 'Notiek ielāde',
  'list.no-match': 'Šiem filtriem nekas neatbilst.',
  'list.no-match-yet': 'Līdz šim nolasītajā nekas neatbilst. Parādiet vairāk, lai meklētu tālāk.',
  'list.clear-filters': 'Notīrīt filtrus',

  'error.try-again': 'Mēģināt vēlreiz',
  'error.network': 'Lietotne neatbild. Pārbaudiet savienojumu un to, vai lietotne darbojas.',
  'error.unreadable': 'Lietotne atbildēja ar statusu {status} un bez iemesla.',
  'error.with-code': '{message} ({code})',

  'pane.close': 'Aizvērt',
  'pane.copy-link': 'Kopēt saiti',

  'copy.named': 'Kopēt: {name}',
  'copy.done': 'Nokopēts',
  'copy.failed': 'Pārlūks neatļāva kopēt. Atlasiet tekstu un nokopējiet to paši.',

  'confirm.cancel': 'Atcelt',

  'time.exact': '{utc} UTC, šeit {local}',

  'link.new-tab': '{name} (tiek atvērts jaunā cilnē)',

  'run.succeeded': 'Sekmīgs',
  'run.completedWithWarnings': 'Pabeigts ar brīdinājumiem',
  'run.failed': 'Kļūme',
  'run.canceled': 'Atcelts',
  'run.skipped': 'Izlaists',
  'run.deleted': 'Dzēsts',

  'subscription.active': 'Aktīvs',
  'subscription.failing': 'Kļūmes',
  'subscription.dormant': 'Apturēts',
  'subscription.disabled': 'Atspējots',
  'subscription.gone': 'Beidzies',

  'delivery.delivered': 'Piegādāts',
  'delivery.pending': 'Gaida nosūtīšanu',
  'delivery.retrying': 'Mēģina vēlreiz',
  'delivery.waiting': 'Aizturēts',
  'delivery.dead': 'Pārtraukts',

  'trigger.data-source-refresh-failed': 'Datu avota atsvaidzināšana neizdevās',
  'trigger.data-source-refresh-succeeded': 'Datu avota atsvaidzināšana izdevās',
  'trigger.segment-threshold-crossed': 'Segments pārsniedza slieksni',
  'trigger.measure-threshold-crossed': 'Biznesa mērījums pārsniedza slieksni',
  'trigger.full-refresh-completed': 'Pilnīga atsvaidzināšana pabeigta',
  'trigger.unification-refresh-completed': 'Apvienošana pabeigta',

  'flow.create': 'Izveidot plūsmu',
  'flow.mine': 'Manas plūsmas',
  'flow.trigger': 'Trigeris',
  'flow.step-sign-in': 'Pierakstieties pakalpojumā Power Automate un izvēlieties savu plūsmu vidi.',
  'flow.step-create':
    'Izveidojiet automatizētu mākoņa plūsmu. Izlaidiet ieteiktos trigerus un meklējiet Insight Triggers.',
  'flow.step-trigger': 'Izvēlieties trigeri “{trigger}” un aizpildiet tālāk norādītos parametrus.',
  'flow.step-actions': 'Pievienojiet darbības, kas plūsmai jāveic, un saglabājiet to. Tad plūsma parādīsies šeit.',
  'flow.parameters': 'Kopējamie parametri',
  'flow.environment': 'Vide',
  'flow.data-source': 'Datu avots',
  'flow.segment': 'Segments',
  'flow.measure': 'Biznesa mērījums',
  'flow.any-data-source': 'Atstājiet datu avotu tukšu, lai plūsmu palaistu jebkurš no tiem.',
  'flow.open': 'Atvērt Power Automate',
  'flow.not-found': 'Insight Triggers nav atrodams? Vispirms iestatiet savienotāju.',
} satisfies TranslationOf<typeof english>;
