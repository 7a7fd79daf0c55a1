import type { TranslationOf } from '../catalogue.ts';
import type { parts as english } from '../en/parts.ts';

/* What the views share: states of lists, panes, words of status. */
export const parts = {
  'list.loading': 'Se încarcă',
  'list.no-match': 'Nimic nu corespunde acestor filtre.',
  'list.no-match-yet':
    'Nimic din ce s-a citit până acum nu corespunde. Afișați mai multe pentru a căuta în continuare.',
  'list.clear-filters': 'Goliți filtrele',

  'error.try-again': 'Încercați din nou',
  'error.network': 'Aplicația nu răspunde. Verificați conexiunea și dacă aplicația rulează.',
  'error.unreadable': 'Aplicația a răspuns cu starea {status} și fără motiv.',
  'error.with-code': '{message} ({code})',

  'pane.close': 'Închideți',
  'pane.copy-link': 'Copiați linkul',

  'copy.named': 'Copiați: {name}',
  'copy.done': 'Copiat',
  'copy.failed': 'Browserul nu a permis copierea. Selectați textul și copiați-l.',

  'confirm.cancel': 'Anulați',

  'time.exact': '{utc} UTC, {local} aici',

  'link.new-tab': '{name} (se deschide într-o filă nouă)',

  'run.succeeded': 'Reușită',
  'run.completedWithWarnings': 'Finalizată cu avertismente',
  'run.failed': 'Eșec',
  'run.canceled': 'Anulată',
  'run.skipped': 'Omisă',
  'run.deleted': 'Ștearsă',

  'subscription.active': 'Activ',
  'subscription.failing': 'Cu erori',
  'subscription.dormant': 'În repaus',
  'subscription.disabled': 'Dezactivat',
  'subscription.gone': 'Încheiat',

  'delivery.delivered': 'Livrată',
  'delivery.pending': 'În așteptare',
  'delivery.retrying': 'Se reîncearcă',
  'delivery.waiting': 'Reținută',
  'delivery.dead': 'Abandonată',

  'trigger.data-source-refresh-failed': 'Reîmprospătarea sursei de date a eșuat',
  'trigger.data-source-refresh-succeeded': 'Reîmprospătarea sursei de date a reușit',
  'trigger.segment-threshold-crossed': 'Segmentul a trecut peste prag',
  'trigger.measure-threshold-crossed': 'Măsura de business a trecut peste prag',
  'trigger.full-refresh-completed': 'Reîmprospătare completă încheiată',
  'trigger.unification-refresh-completed': 'Unificare încheiată',

  'flow.create': 'Creați un flux',
  'flow.mine': 'Fluxurile mele',
  'flow.trigger': 'Declanșator',
  'flow.step-sign-in': 'Conectați-vă la Power Automate și alegeți mediul fluxurilor dvs.',
  'flow.step-create': 'Creați un flux cloud automatizat. Omiteți declanșatoarele sugerate și căutați Insight Triggers.',
  'flow.step-trigger': 'Alegeți declanșatorul „{trigger}” și completați parametrii de mai jos.',
  'flow.step-actions': 'Adăugați acțiunile pe care trebuie să le facă fluxul și salvați-l. Fluxul apare apoi aici.',
  'flow.parameters': 'Parametri de copiat',
  'flow.environment': 'Mediu',
  'flow.data-source': 'Sursă de date',
  'flow.segment': 'Segmentul',
  'flow.measure': 'Măsură de business',
  'flow.any-data-source': 'Lăsați sursa de date necompletată pentru a porni fluxul la oricare dintre ele.',
  'flow.open': 'Deschideți Power Automate',
  'flow.not-found': 'Insight Triggers nu apare? Configurați mai întâi conectorul.',
} satisfies TranslationOf<typeof english>;
