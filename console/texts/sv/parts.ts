import type { TranslationOf } from '../catalogue.ts';
import type { parts as english } from '../en/parts.ts';

/* What the views share: states of lists, panes, words of status. */
export const parts = {
  'list.loading': 'Läser in',
  'list.no-match': 'Inget matchar filtren.',
  'list.no-match-yet': 'Inget av det som har lästs hittills matchar. Visa fler för att söka vidare.',
  'list.clear-filters': 'Rensa filter',

  'error.try-again': 'Försök igen',
  'error.network': 'Appen svarar inte. Kontrollera anslutningen och att appen körs.',
  'error.unreadable': 'Appen svarade med status {status} utan att ange orsak.',
  'error.with-code': '{message} ({code})',

  'pane.close': 'Stäng',
  'pane.copy-link': 'Kopiera länk',

  'copy.named': 'Kopiera {name}',
  'copy.done': 'Kopierat',
  'copy.failed': 'Webbläsaren tillät inte kopiering. Markera texten och kopiera den själv.',

  'confirm.cancel': 'Avbryt',

  'time.exact': '{utc} UTC, {local} här',

  'link.new-tab': '{name} (öppnas på en ny flik)',

  'run.succeeded': 'Klart',
  'run.completedWithWarnings': 'Klart med varningar',
  'run.failed': 'Misslyckades',
  'run.canceled': 'Annullerad',
  'run.skipped': 'Hoppades över',
  'run.deleted': 'Borttagen',

  'subscription.active': 'Aktiv',
  'subscription.failing': 'Felande',
  'subscription.dormant': 'Vilande',
  'subscription.disabled': 'Inaktiverad',
  'subscription.gone': 'Avslutad',

  'delivery.delivered': 'Levererad',
  'delivery.pending': 'På kö',
  'delivery.retrying': 'Försöker igen',
  'delivery.waiting': 'Väntar',
  'delivery.dead': 'Uppgiven',

  'trigger.data-source-refresh-failed': 'Uppdatering av datakälla misslyckades',
  'trigger.data-source-refresh-succeeded': 'Uppdatering av datakälla lyckades',
  'trigger.segment-threshold-crossed': 'Segment överskred tröskelvärdet',
  'trigger.measure-threshold-crossed': 'Affärsmått överskred tröskelvärdet',
  'trigger.full-refresh-completed': 'Fullständig uppdatering klar',
  'trigger.unification-refresh-completed': 'Enhetliggörande klart',

  'flow.create': 'Skapa ett flöde',
  'flow.mine': 'Mina flöden',
  'flow.trigger': 'Utlösare',
  'flow.step-sign-in': 'Logga in på Power Automate och välj den miljö där dina flöden finns.',
  'flow.step-create':
    'Skapa ett automatiserat molnflöde. Hoppa över de föreslagna utlösarna och sök efter Insight Triggers.',
  'flow.step-trigger': 'Välj utlösaren ”{trigger}” och fyll i parametrarna nedan.',
  'flow.step-actions': 'Lägg till de åtgärder som flödet ska utföra och spara det. Flödet visas sedan här.',
  'flow.parameters': 'Parametrar att kopiera',
  'flow.environment': 'Miljö',
  'flow.data-source': 'Datakälla',
  'flow.segment': 'Kundsegment',
  'flow.measure': 'Affärsmått',
  'flow.any-data-source': 'Lämna datakällan tom för att starta flödet för vilken som helst av dem.',
  'flow.open': 'Öppna Power Automate',
  'flow.not-found': 'Finns inte Insight Triggers? Konfigurera anslutningsprogrammet först.',
} satisfies TranslationOf<typeof english>;
