import type { TranslationOf } from '../catalogue.ts';
import type { exportDestinations as english } from '../en/export-destinations.ts';

/* The view Export destinations. */
export const exportDestinations = {
  'export.discover': 'Aurkitu',
  'export.mine': 'Nire esportazio-helburuak',
  'export.mine-count': 'Nire esportazio-helburuak ({count})',
  'export.power-automate':
    'Abiarazi fluxuak datuak freskatzen direnean, edo segmentu edo negozio-neurri batek atalase bat gainditzen duenean.',
  'export.logic-apps':
    'Abiarazle berberak aplikazio logikoetarako: konektore pertsonalizatu batekin, edo HTTP hutsarekin.',
  'export.webhook-name': 'Edozein webhook',
  'export.webhook':
    'Sinatutako jakinarazpenak HTTP POST bidez zure hartzaile bati, Standard Webhooks-ek deskribatzen duen bezala.',
  'export.flows': { one: 'fluxu {count}', other: '{count} fluxu' },
  'export.receivers': { one: 'hartzaile {count}', other: '{count} hartzaile' },
  'export.set-up': 'Konfiguratu',
  'export.set-up-for': 'Konfiguratu: {name}',
  'export.only-here':
    'Orri hau zure makinan dago, eta Power Automate eta Azure ezin dira bertara iritsi. Ireki inplementatutako aplikazioaren kontsola harentzako paketeak deskargatzeko.',
  'export.download-connector': 'Deskargatu konektorea',
  'export.download-flows': 'Deskargatu fluxu-adibideak',
  'export.download-definition': 'Deskargatu definizioa',
  'export.downloaded': '{file} deskargatu da.',
  'export.for-host': '{host} ostalarirako; dagoeneko beteta dago.',
  'export.host': 'Ostalaria',
  'export.command': 'Komandoa',
  'export.request': 'Eskaera',
  'export.step-connector': 'Konektorea',
  'export.step-import': 'Inportatzea',
  'export.step-import-how':
    'Power Automate-n: Soluzioak, Inportatu soluzioa, eta aukeratu fitxategia. Edo Power Platform-en komando-lerroarekin:',
  'export.step-import-share':
    'Gero partekatu konektorea fluxuak sortzen dituztenekin: bestela ez du beste inork ikusten.',
  'export.step-connection': 'Konexioa',
  'export.step-connection-how':
    'Sortu konexio bat Insight Triggers-ekin. Ostalaria eta gako bat eskatzen ditu. Gakoa zure operadoreak du; orri honek ez du inoiz erakusten.',
  'export.step-flow': 'Lehen fluxua',
  'export.step-flow-how': 'Hasi saioa Power Automate-n, eta sortu abiarazleetako batekin hasten den fluxu bat.',
  'export.step-samples': 'Fluxu-adibideak',
  'export.step-samples-how':
    'Hasteko bi fluxu: batek huts egin duen datu-iturburu bat argitaratzen du Teams-en, eta besteak segmentu baten gainditzea bidaltzen die haren jabeei posta bidez. Inportatu modu berean, konektorearen ondoren.',
  'export.step-definition': 'Konektore pertsonalizatua',
  'export.step-definition-how':
    'Azure-n, sortu Logic Apps konektore pertsonalizatu bat zure aplikazio logikoaren eskualdean, eta inportatu bertara definizio hau.',
  'export.step-logic-app': 'Aplikazio logikoa',
  'export.step-logic-app-how':
    'Aukeratu konektorearen abiarazleetako bat. Lehen aldian konexio bat egiten da: gakoa eskatzen du, zure operadoreak duena.',
  'export.step-http': 'Konektorerik gabe',
  'export.step-http-how':
    'HTTP Webhook abiarazleak ere egiten du. Eskaera hauetako lehenarekin harpidetzen da, eta bigarrenarekin harpidetza kentzen du. Biek x-functions-key goiburua behar dute.',
  'export.step-subscribe': 'Harpidetu',
  'export.step-subscribe-how':
    'Zure operadorearen gako bat KEY aldagaian jarrita, eta zure hartzailearen helbidearekin:',
  'export.step-secret': 'Gorde sekretua',
  'export.step-secret-how':
    'Erantzunak sinadura-sekretua dakar, berriro erakusten ez dena, eta Location goiburua; hara bidalitako DELETE batek harpidetza amaitzen du.',
  'export.step-verify': 'Egiaztatu sinadura',
  'export.step-verify-how':
    'Jakinarazpen bakoitzak webhook-id, webhook-timestamp eta webhook-signature goiburuak ditu. Standard Webhooks-erako edozein liburutegik egiaztatzen ditu. Erantzun 2xx batekin.',
  'export.step-test': 'Bidali proba bat',
  'export.step-test-how': 'Harpidetzen ikuspegian, bidali proba bat, eta ikusi zer erantzun duen zure hartzaileak.',
  'export.label': 'Bistaratzeko izena',
  'export.type': 'Mota',
  'export.add': 'Gehitu helburua',
  'export.empty': 'Oraindik ez da ezer inora bidaltzen.',
} satisfies TranslationOf<typeof english>;
