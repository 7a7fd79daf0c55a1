import type { TranslationOf } from '../catalogue.ts';
import type { exportDestinations as english } from '../en/export-destinations.ts';

/* The view Export destinations. */
export const exportDestinations = {
  'export.discover': 'Atklāt',
  'export.mine': 'Mani eksportēšanas galamērķi',
  'export.mine-count': 'Mani eksportēšanas galamērķi ({count})',
  'export.power-automate':
    'Palaidiet plūsmas, kad dati tiek atsvaidzināti vai kad segments vai biznesa mērījums pārsniedz slieksni.',
  'export.logic-apps': 'Tie paši trigeri loģikas lietotnēm: ar pielāgotu savienotāju vai tikai ar HTTP.',
  'export.webhook-name': 'Jebkura tīmekļa aizķere',
  'export.webhook': 'Parakstīti paziņojumi ar HTTP POST jūsu pašu saņēmējam, kā to apraksta Standard Webhooks.',
  'export.flows': { zero: '{count} plūsmu', one: '{count} plūsma', other: '{count} plūsmas' },
  'export.receivers': { zero: '{count} saņēmēju', one: '{count} saņēmējs', other: '{count} saņēmēji' },
  'export.set-up': 'Iestatīt',
  'export.set-up-for': 'Iestatīt: {name}',
  'export.only-here':
    'Šī lapa ir jūsu pašu datorā, kuru Power Automate un Azure nevar sasniegt. Lai lejupielādētu pakotnes izvietotajai lietotnei, atveriet tās konsoli.',
  'export.download-connector': 'Lejupielādēt savienotāju',
  'export.download-flows': 'Lejupielādēt plūsmu paraugus',
  'export.download-definition': 'Lejupielādēt definīciju',
  'export.downloaded': 'Fails {file} ir lejupielādēts.',
  'export.for-host': 'Resursdatoram {host}, kas jau ir ierakstīts.',
  'export.host': 'Resursdators',
  'export.command': 'Komanda',
  'export.request': 'Pieprasījums',
  'export.step-connector': 'Savienotājs',
  'export.step-import': 'Importēšana',
  'export.step-import-how':
    'Pakalpojumā Power Automate: Risinājumi, Importēt risinājumu, un izvēlieties failu. Vai ar Power Platform komandrindu:',
  'export.step-import-share':
    'Pēc tam kopīgojiet savienotāju ar tiem, kas veido plūsmas: citādi neviens cits to neredz.',
  'export.step-connection': 'Savienojums',
  'export.step-connection-how':
    'Izveidojiet savienojumu ar Insight Triggers. Tas prasa resursdatoru un atslēgu. Atslēga ir jūsu operatoram; šī lapa to nekad nerāda.',
  'export.step-flow': 'Pirmā plūsma',
  'export.step-flow-how':
    'Pierakstieties pakalpojumā Power Automate un izveidojiet plūsmu, kas sākas ar kādu no trigeriem.',
  'export.step-samples': 'Plūsmu paraugi',
  'export.step-samples-how':
    'Divas plūsmas, ar ko sākt: viena publicē Teams ziņu par neizdevušos datu avotu, otra nosūta e-pastu segmenta īpašniekiem, kad tas pārsniedz slieksni. Importējiet tās tāpat, pēc savienotāja.',
  'export.step-definition': 'Pielāgots savienotājs',
  'export.step-definition-how':
    'Pakalpojumā Azure izveidojiet Logic Apps pielāgotu savienotāju savas loģikas lietotnes reģionā un importējiet tajā šo definīciju.',
  'export.step-logic-app': 'Loģikas lietotne',
  'export.step-logic-app-how':
    'Izvēlieties kādu no savienotāja trigeriem. Pirmajā reizē tiek izveidots savienojums: tas prasa atslēgu, kas ir jūsu operatoram.',
  'export.step-http': 'Bez savienotāja',
  'export.step-http-how':
    'To dara arī trigeris HTTP Webhook. Tas abonē ar pirmo no šiem pieprasījumiem un atceļ abonementu ar otro. Abiem vajadzīga galvene x-functions-key.',
  'export.step-subscribe': 'Abonēt',
  'export.step-subscribe-how': 'Ar operatora atslēgu mainīgajā KEY un jūsu saņēmēja adresi:',
  'export.step-secret': 'Saglabājiet noslēpumu',
  'export.step-secret-how':
    'Atbildē ir parakstīšanas noslēpums, kas vēlreiz netiek rādīts, un galvene Location, uz kuru nosūtīts DELETE izbeidz abonementu.',
  'export.step-verify': 'Pārbaudiet parakstu',
  'export.step-verify-how':
    'Katram paziņojumam ir galvenes webhook-id, webhook-timestamp un webhook-signature. Tās pārbauda jebkura Standard Webhooks bibliotēka. Atbildiet ar 2xx.',
  'export.step-test': 'Sūtiet pārbaudi',
  'export.step-test-how': 'Abonementu skatā nosūtiet pārbaudi un skatiet, ko atbildējis jūsu saņēmējs.',
  'export.label': 'Parādāmais nosaukums',
  'export.type': 'Tips',
  'export.add': 'Pievienot galamērķi',
  'export.empty': 'Vēl nekas nekur netiek sūtīts.',
} satisfies TranslationOf<typeof english>;
