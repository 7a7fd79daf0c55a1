import type { TranslationOf } from '../catalogue.ts';
import type { explain as english } from '../en/explain.ts';

/* The view Explain. */
export const explain = {
  'explain.read-only': 'Orri honek irakurri baino ez du egiten: ez du ezer aldatzen, ezta bidaltzen ere.',
  'explain.way': 'Zer azaldu',
  'explain.way-flow': 'Nire fluxua ez da abiarazi',
  'explain.way-event': 'Gertaera bat',
  'explain.flow': 'Fluxua',
  'explain.choose': 'Aukeratu fluxu bat',
  'explain.option': '{name} – {trigger}: {waits}',
  'explain.no-flows': 'Ingurune honetan ez dago ezeren zain dagoen fluxurik.',
  'explain.empty':
    'Aukeratu fluxu bat. Orduan, orri honek esango du zeren zain dagoen, zer gertatu den eta zer jakinarazi zaion.',
  'explain.open-flow': 'Ireki fluxua Power Automate-n',

  'explain.verdict': 'Azalpenik onena',
  'explain.known': 'Zer dakigun',
  'explain.waits': 'Zeren zain',
  'explain.since': 'Noiztik zain',

  'explain.active': 'Harpidetza aktibo dago.',
  'explain.attempts-failed': 'Fluxuari jakinarazteko azken saiakerek huts egin dute, jarraian: {count}.',
  'explain.failing':
    'Hartzaileak huts egiten jarraitzen du, eta, beraz, entregak zain daude. Berez saiatzen da berriro, eta guztiak jasoko ditu erantzuten duenean.',
  'explain.dormant': 'Fluxua desaktibatuta dago. Aktibatu, gero gaitu harpidetza, eta errepikatu galdu duena.',
  'explain.disabled': 'Harpidetza desgaitu egin zen. Gaitu, eta errepikatu galdu duena.',
  'explain.gone': 'Fluxuak ez du harpidetza hau onartzen. Gorde fluxua berriro: horrek berri bat sortzen du.',

  'explain.events-none':
    'Gertaerarik ez du {environment} ingurunea aipatu. Edo ez da gertaerarik bidaltzen, edo fluxuko ingurunea okerra da.',
  'explain.events': 'Ingurunearen gertaerak iristen dira.',
  'explain.not-named': 'Gertaerarik ez du “{name}” aipatu. Fluxuko izena zuzena da? Hauek ezagutzen dira: {known}',
  'explain.not-named-none': 'Gertaerarik ez du “{name}” aipatu, ezta mota horretako beste ezer ere.',
  'explain.no-run': 'Oraindik ez da horrelako freskatzerik jakinarazi.',
  'explain.run-matches': '{name}: azken exekuzioa “{status}” egoeran amaitu da, eta fluxua horren zain dago.',
  'explain.run-other': '{name}: azken exekuzioa “{status}” egoeran amaitu da, eta fluxua ez dago horren zain.',
  'explain.run-submission': '{name}: azken exekuzioa ez zen fluxuak espero duen moduan abiarazi.',
  'explain.below': '{name}: {value}; {threshold} baliora iristeko {missing} falta dira.',
  'explain.at': '{name}: {value}. Hori da atalasea, eta ez dago haren gainetik.',
  'explain.above-crossed': '{name}: {value}; {threshold} gainditu du.',
  'explain.above':
    '{name}: {value}, {threshold} atalasearen gainetik, eta ez da gainditzerik gorde fluxua zain dagoenetik. Lehendik ere gainetik zegoen, edo lehen baliotik. Berriro abiaraziko da {threshold} gainditzen ez duen balio baten ondoren.',

  'explain.firings': 'Azken abiarazteak eta fluxu honi jakinarazitakoa',
  'explain.this-firing': 'Abiarazte hau',
  'explain.fired-none': 'Mota horretako ezer ez da abiarazi erregistroak gordetzen direnetik.',
  'explain.before': 'Fluxua zain egon aurretik abiarazia',
  'explain.other-source': 'Fluxuak espero duena ez den beste datu-iturburu batekoa',
  'explain.not-crossed': 'Ez du {threshold} gainditu: {from} baliotik {to} baliora igo da',
  'explain.other-trigger': 'Fluxuarena ez den beste abiarazle batekoa',
  'explain.other-run': 'Fluxuak espero ez duen moduan amaitu edo abiarazi zen',
  'explain.no-delivery': 'Ez da entregarik gorde',
  'explain.was-delivered':
    'Azken abiaraztea entregatu da. Fluxuak ezer egin ez badu, Power Automate-ko exekuzioak esango du zergatik.',
  'explain.was-dead': 'Azken abiaraztearen entrega bertan behera utzi da: {reason}',
  'explain.is-under-way': 'Azken abiaraztea bidean da.',
  'explain.all-well': 'Dena behar bezala dago: ordutik ez da gertatu fluxuak espero duen ezer.',
  'explain.open-run': 'Fluxuaren exekuzioa',

  'explain.queue': 'Gertaera mota',
  'explain.queue-refresh-status': 'Freskatzearen egoera',
  'explain.queue-metric-change': 'Balio-aldaketa',
  'explain.event': 'Gertaera, JSON gisa',
  'explain.event-hint': 'Gertaera bat, gertaeren matrize bat edo Customer Insights-ek idazten duen mezua.',
  'explain.example': 'Jarri adibide bat',
  'explain.do': 'Azaldu',
  'explain.no-json': 'Hau ez da JSON. Itsatsi gertaeraren testu osoa.',
  'explain.for': 'Fluxu batentzat',
  'explain.any-flow': 'Ez fluxu jakin batentzat',
  'explain.results': 'Zer gertatu zaion',
  'explain.fired': 'Abiarazi du',
  'explain.passed': 'Ez du ezer abiarazi',
  'explain.not-seen': 'Ikusi gabe',
  'explain.ignored': 'Ez ikusi eginda',
  'explain.dead-letter': 'Ezin da irakurri',
  'explain.open-firing': 'Ireki abiaraztea',
  'explain.told': 'Fluxu hau: {reason}',
} satisfies TranslationOf<typeof english>;
