import type { TranslationOf } from '../catalogue.ts';
import type { exportDestinations as english } from '../en/export-destinations.ts';

/* The view Export destinations. */
export const exportDestinations = {
  'export.discover': 'Upptäck',
  'export.mine': 'Mina exportdestinationer',
  'export.mine-count': 'Mina exportdestinationer ({count})',
  'export.power-automate':
    'Starta flöden när data uppdateras, eller när ett segment eller affärsmått passerar ett tröskelvärde.',
  'export.logic-apps': 'Samma utlösare för logikappar: med ett anpassat anslutningsprogram, eller med enbart HTTP.',
  'export.webhook-name': 'Valfri webhook',
  'export.webhook': 'Signerade meddelanden med HTTP POST till en egen mottagare, så som Standard Webhooks beskriver.',
  'export.flows': { one: '{count} flöde', other: '{count} flöden' },
  'export.receivers': { one: '{count} mottagare', other: '{count} mottagare' },
  'export.set-up': 'Konfigurera',
  'export.set-up-for': 'Konfigurera: {name}',
  'export.only-here':
    'Den här sidan finns på din egen dator, som Power Automate och Azure inte når. Öppna konsolen för den driftsatta appen för att ladda ned paket för den.',
  'export.download-connector': 'Ladda ned anslutningsprogrammet',
  'export.download-flows': 'Ladda ned exempelflödena',
  'export.download-definition': 'Ladda ned definitionen',
  'export.downloaded': '{file} har laddats ned.',
  'export.for-host': 'För värden {host}, som redan är ifylld.',
  'export.host': 'Värd',
  'export.command': 'Kommando',
  'export.request': 'Begäran',
  'export.step-connector': 'Anslutningsprogrammet',
  'export.step-import': 'Importera',
  'export.step-import-how':
    'I Power Automate: Lösningar, Importera lösning, och välj filen. Eller med kommandoraden för Power Platform:',
  'export.step-import-share': 'Dela sedan anslutningsprogrammet med dem som skapar flöden: annars ser ingen annan det.',
  'export.step-connection': 'Anslutning',
  'export.step-connection-how':
    'Skapa en anslutning till Insight Triggers. Den frågar efter värden och en nyckel. Din operatör har nyckeln; den här sidan visar den aldrig.',
  'export.step-flow': 'Det första flödet',
  'export.step-flow-how': 'Logga in på Power Automate och skapa ett flöde som börjar med någon av utlösarna.',
  'export.step-samples': 'Exempelflöden',
  'export.step-samples-how':
    'Två flöden att börja med: det ena publicerar en misslyckad datakälla i Teams, det andra mejlar ägarna när ett segment passerar tröskelvärdet. Importera dem på samma sätt, efter anslutningsprogrammet.',
  'export.step-definition': 'Anpassat anslutningsprogram',
  'export.step-definition-how':
    'Skapa i Azure ett anpassat anslutningsprogram för Logic Apps i logikappens region, och importera den här definitionen i det.',
  'export.step-logic-app': 'Logikappen',
  'export.step-logic-app-how':
    'Välj någon av anslutningsprogrammets utlösare. Första gången skapas en anslutning: den frågar efter nyckeln, som din operatör har.',
  'export.step-http': 'Utan anslutningsprogram',
  'export.step-http-how':
    'Utlösaren HTTP Webhook gör det också. Den prenumererar med den första av dessa begäranden och avslutar med den andra. Båda behöver huvudet x-functions-key.',
  'export.step-subscribe': 'Prenumerera',
  'export.step-subscribe-how': 'Med en nyckel från din operatör i variabeln KEY, och adressen till din mottagare:',
  'export.step-secret': 'Spara hemligheten',
  'export.step-secret-how':
    'Svaret innehåller signeringshemligheten, som inte visas igen, och huvudet Location, dit en DELETE avslutar prenumerationen.',
  'export.step-verify': 'Kontrollera signaturen',
  'export.step-verify-how':
    'Varje meddelande har huvudena webhook-id, webhook-timestamp och webhook-signature. Alla bibliotek för Standard Webhooks kontrollerar dem. Svara med 2xx.',
  'export.step-test': 'Skicka ett test',
  'export.step-test-how': 'Skicka ett test i vyn för prenumerationer, och se vad din mottagare har svarat.',
  'export.label': 'Visningsnamn',
  'export.type': 'Typ',
  'export.add': 'Lägg till destination',
  'export.empty': 'Inget skickas någonstans än.',
} satisfies TranslationOf<typeof english>;
