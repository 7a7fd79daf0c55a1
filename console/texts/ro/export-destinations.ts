import type { TranslationOf } from '../catalogue.ts';
import type { exportDestinations as english } from '../en/export-destinations.ts';

/* The view Export destinations. */
export const exportDestinations = {
  'export.discover': 'Descoperiți',
  'export.mine': 'Destinațiile mele de export',
  'export.mine-count': 'Destinațiile mele de export ({count})',
  'export.power-automate':
    'Porniți fluxuri când datele sunt reîmprospătate sau când un segment ori o măsură de business trece peste un prag.',
  'export.logic-apps':
    'Aceleași declanșatoare pentru aplicații logice: printr-un conector particularizat sau prin HTTP simplu.',
  'export.webhook-name': 'Orice webhook',
  'export.webhook': 'Notificări semnate prin HTTP POST către un destinatar propriu, așa cum descrie Standard Webhooks.',
  'export.flows': { one: '{count} flux', few: '{count} fluxuri', other: '{count} de fluxuri' },
  'export.receivers': { one: '{count} destinatar', few: '{count} destinatari', other: '{count} de destinatari' },
  'export.set-up': 'Configurare',
  'export.set-up-for': 'Configurare: {name}',
  'export.only-here':
    'Această pagină este pe propriul dvs. computer, la care Power Automate și Azure nu pot ajunge. Deschideți consola aplicației implementate pentru a descărca pachete pentru ea.',
  'export.download-connector': 'Descărcați conectorul',
  'export.download-flows': 'Descărcați fluxurile exemplu',
  'export.download-definition': 'Descărcați definiția',
  'export.downloaded': '{file} a fost descărcat.',
  'export.for-host': 'Pentru gazda {host}, care este deja completată.',
  'export.host': 'Gazdă',
  'export.command': 'Comandă',
  'export.request': 'Solicitare',
  'export.step-connector': 'Conectorul',
  'export.step-import': 'Importul',
  'export.step-import-how':
    'În Power Automate: Soluții, Import soluție, apoi alegeți fișierul. Sau prin linia de comandă Power Platform:',
  'export.step-import-share':
    'Apoi partajați conectorul cu cei care creează fluxuri: altfel nu îl vede nimeni altcineva.',
  'export.step-connection': 'Conexiunea',
  'export.step-connection-how':
    'Creați o conexiune la Insight Triggers. Ea cere gazda și o cheie. Cheia este la operatorul dvs.; această pagină nu o arată niciodată.',
  'export.step-flow': 'Primul flux',
  'export.step-flow-how': 'Conectați-vă la Power Automate și creați un flux care începe cu unul dintre declanșatoare.',
  'export.step-samples': 'Fluxuri exemplu',
  'export.step-samples-how':
    'Două fluxuri de început: unul publică în Teams o sursă de date eșuată, celălalt trimite proprietarilor prin e-mail trecerea unui segment peste prag. Importați-le la fel, după conector.',
  'export.step-definition': 'Conector particularizat',
  'export.step-definition-how':
    'În Azure, creați un conector particularizat Logic Apps în regiunea aplicației logice și importați în el această definiție.',
  'export.step-logic-app': 'Aplicația logică',
  'export.step-logic-app-how':
    'Alegeți unul dintre declanșatoarele conectorului. Prima dată se face o conexiune: ea cere cheia, pe care o are operatorul dvs.',
  'export.step-http': 'Fără conector',
  'export.step-http-how':
    'O face și declanșatorul HTTP Webhook. El se abonează cu prima dintre aceste solicitări și se dezabonează cu a doua. Amândouă au nevoie de antetul x-functions-key.',
  'export.step-subscribe': 'Abonare',
  'export.step-subscribe-how': 'Cu o cheie de la operator în variabila KEY și cu adresa destinatarului dvs.:',
  'export.step-secret': 'Păstrați secretul',
  'export.step-secret-how':
    'Răspunsul conține secretul de semnare, care nu mai este afișat, și antetul Location, la care un DELETE încheie abonamentul.',
  'export.step-verify': 'Verificați semnătura',
  'export.step-verify-how':
    'Fiecare notificare are anteturile webhook-id, webhook-timestamp și webhook-signature. Orice bibliotecă pentru Standard Webhooks le verifică. Răspundeți cu 2xx.',
  'export.step-test': 'Trimiteți un test',
  'export.step-test-how': 'În vizualizarea abonamentelor, trimiteți un test și vedeți ce a răspuns destinatarul.',
  'export.label': 'Nume afișat',
  'export.type': 'Tip',
  'export.add': 'Adăugați o destinație',
  'export.empty': 'Încă nu se trimite nimic nicăieri.',
} satisfies TranslationOf<typeof english>;
