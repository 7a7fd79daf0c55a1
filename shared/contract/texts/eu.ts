import type { Texts } from './texts.ts';

/** The texts in Basque. */
export const eu: Texts<'one' | 'other'> = {
  'trigger.data-source-refresh-failed.title': 'Datu-iturburu baten freskatzeak huts egiten duenean',
  'trigger.data-source-refresh-failed.description':
    'Eragiketa hau datu-iturburu baten freskatzea hutsegite batekin amaitzen denean abiarazten da.',
  'trigger.data-source-refresh-failed.hint':
    'Orain ikusteko, freskatu kredentzialak iraungita dituen datu-iturburu bat.',
  'trigger.data-source-refresh-succeeded.title': 'Datu-iturburu baten freskatzeak arrakasta duenean',
  'trigger.data-source-refresh-succeeded.description':
    'Eragiketa hau datu-iturburu baten freskatzea arrakastaz amaitzen denean abiarazten da, abisuekin edo gabe.',
  'trigger.data-source-refresh-succeeded.hint': 'Orain ikusteko, freskatu datu-iturburu bat.',
  'trigger.segment-threshold-crossed.title': 'Segmentu batek atalase bat gainditzen duenean',
  'trigger.segment-threshold-crossed.description':
    'Eragiketa hau segmentu baten kide kopurua atalasetik gora igotzen denean abiarazten da, lehen atalasean edo azpitik zegoenean.',
  'trigger.segment-threshold-crossed.hint':
    'Orain ikusteko, ezarri atalase bat oraingo kide kopuruaren apur bat gainetik eta utzi segmentuari hazten.',
  'trigger.measure-threshold-crossed.title': 'Negozio-neurri batek atalase bat gainditzen duenean',
  'trigger.measure-threshold-crossed.description':
    'Eragiketa hau dimentsiorik gabeko negozio-neurri bat atalasetik gora igotzen denean abiarazten da, lehen atalasean edo azpitik zegoenean.',
  'trigger.measure-threshold-crossed.hint':
    'Orain ikusteko, ezarri atalase bat oraingo balioaren apur bat gainetik eta freskatu neurria bere datuak hazi direnean.',
  'trigger.full-refresh-completed.title': 'Freskatze osoa amaitzen denean',
  'trigger.full-refresh-completed.description':
    'Eragiketa hau prozesu guztien freskatzea amaitzen denean abiarazten da, arrakastaz edo hutsegitez.',
  'trigger.full-refresh-completed.hint':
    'Orain ikusteko, aukeratu dena freskatzea Customer Insights-en sistemaren orrian.',
  'trigger.unification-refresh-completed.title': 'Bateratze bat amaitzen denean',
  'trigger.unification-refresh-completed.description':
    'Eragiketa hau mapa, bat etortze eta batze urratsetako azkena amaitzen denean abiarazten da, arrakastaz edo hutsegitez.',
  'trigger.unification-refresh-completed.hint': 'Orain ikusteko, bateratu bezeroen profilak.',

  'choice.any-data-source': '(Edozein datu-iturburu)',
  'choice.failed-delivery': '{subscription}, {time}: {reason}',

  'summary.test': 'Proba:',
  'summary.data-source.failed': '{name} datu-iturburuaren freskatzeak huts egin du',
  'summary.data-source.failed-because': '{name} datu-iturburuaren freskatzeak huts egin du: {error}',
  'summary.data-source.succeeded': '{name} datu-iturburuaren freskatzeak arrakasta izan du',
  'summary.data-source.completedWithWarnings': '{name} datu-iturburuaren freskatzea abisuekin amaitu da',
  'summary.segment': {
    one: '{name} segmentuak kide {count} du, {threshold} atalasearen gainetik',
    other: '{name} segmentuak {count} kide ditu, {threshold} atalasearen gainetik',
  },
  'summary.measure': '{name} neurriaren balioa {value} da, {threshold} atalasearen gainetik',
  'summary.full-refresh.failed': 'Freskatze osoak huts egin du',
  'summary.full-refresh.failed-because': 'Freskatze osoak huts egin du: {error}',
  'summary.full-refresh.failed-parts': {
    one: 'Freskatze osoak huts egin du: zati {count} ez da ondo amaitu',
    other: 'Freskatze osoak huts egin du: {count} zati ez dira ondo amaitu',
  },
  'summary.full-refresh.succeeded': 'Freskatze osoak arrakasta izan du',
  'summary.full-refresh.completedWithWarnings': 'Freskatze osoa abisuekin amaitu da',
  'summary.unification.failed': 'Bateratzeak huts egin du',
  'summary.unification.succeeded': 'Bateratzeak arrakasta izan du',
  'summary.unification.completedWithWarnings': 'Bateratzea abisuekin amaitu da',

  'report.title': '{environment} ingurunearen egoera: {time} UTC',
  'report.no-run': 'Oraindik ez du prozesurik exekuziorik amaitu.',
  'report.no-failure': 'Ez du prozesurik huts egin azken exekuzioan.',
  'report.failures': {
    one: 'Azken exekuzioan huts egindako prozesuak: {count} ({total} prozesutatik).',
    other: 'Azken exekuzioan huts egindako prozesuak: {count} ({total} prozesutatik).',
  },
  'report.data-sources': 'Datu-iturburuak',
  'report.others': 'Beste prozesuak',
  'report.segments': 'Segmentuak',
  'report.measures': 'Neurriak',
  'report.run': '{status}, {span}',
  'report.from-to': 'hasiera {start}, amaiera {end} UTC',
  'report.ended': 'amaiera {end} UTC',
  'report.members': {
    one: 'kide {count}, ebaluazioa {time} UTC',
    other: '{count} kide, ebaluazioa {time} UTC',
  },
  'report.value': '{value}, ebaluazioa {time} UTC',

  'run.succeeded': 'arrakastatsua',
  'run.completedWithWarnings': 'abisuekin amaituta',
  'run.failed': 'huts eginda',
  'run.canceled': 'bertan behera utzita',
  'run.skipped': 'saltatuta',
  'run.deleted': 'ezabatuta',

  'process.data-source': 'Datu-iturburua',
  'process.unification': 'Bateratzea',
  'process.full-refresh': 'Freskatze osoa',
  'process.none': 'Bat ere ez',
  'process.derivedentity': 'Entitate eratorriak',
  'process.datapreparation': 'Datuen prestaketa',
  'process.map': 'Mapa',
  'process.match': 'Bat etortzea',
  'process.profilestore': 'Bezeroen profilak',
  'process.search': 'Bilaketa',
  'process.activity': 'Jarduerak',
  'process.attributemeasures': 'Bezeroen atributuak',
  'process.entitymeasures': 'Bezero- eta negozio-neurriak',
  'process.measures': 'Neurriak',
  'process.segmentation': 'Segmentuak',
  'process.enrichment': 'Aberasteak',
  'process.intelligence': 'Adimena',
  'process.aibuilder': 'AI Builder',
  'process.insights': 'Ikuspegiak',
  'process.export': 'Esportazioak',
  'process.modelmanagement': 'Ereduen kudeaketa',
  'process.relationship': 'Erlazioak',
  'process.roleassignment': 'Rolen esleipena',
  'process.analysis': 'Analisia',
  'process.hierarchy': 'Hierarkiak',
  'process.realtimem3search': 'Denbora errealeko bilaketa',
  'process.contact': 'Kontaktuak',
  'process.segmentmembership': 'Segmentuko kidetza',
  'process.preenrichment': 'Datu-iturburuen aberasteak',
  'process.transform': 'Transformazioak',
  'process.semanticentity': 'Entitate semantikoak',

  'status.active': 'aktiboa',
  'status.dormant': 'lotan: fluxua itzalita dago',
  'status.failing': 'huts egiten: bidalketak zain daude saiakera batek arrakasta izan arte',
  'status.disabled': 'desgaituta',
  'status.gone': 'amaituta: fluxua edo hartzailea ez da jada existitzen',

  'reason.gone': 'fluxua edo hartzailea ez da jada existitzen',
  'reason.dormant': 'fluxua itzalita dago',
  'reason.disabled': 'harpidetza desgaituta dago',
  'reason.unsubscribed': 'harpidetza bidalketa baino lehen ezabatu zen',
  'reason.exhausted': 'berriro saiatzeko egutegia agortu da',
  'reason.address-not-allowed': 'itzulerako deiak baimendu gabeko helbide batera darama',
  'reason.dns': 'ezin izan da hartzailearen ostalari-izena ebatzi',
  'reason.connect': 'ezin izan da hartzailearekin konektatu',
  'reason.tls': 'ezin izan da hartzailearekin konexio segururik egin',
  'reason.timeout': 'hartzaileak ez du garaiz erantzun',
  'reason.reset': 'hartzaileak konexioa eten du',
  'reason.secret-unreadable': 'bidalketa bere sekretuak irekitzen dituen gakoaren zain dago',
  'code.http': 'hartzaileak HTTP {status} egoerarekin erantzun du',
  'code.final': 'hartzailearen erantzuna ({code}) behin betikoa da',
  'code.with-value': '{reason}: {value}',
  'code.given-up': '{reason}; egindako saiakerak: {count}',
  'code.given-up-after': '{reason}; azken saiakera: {last}; egindako saiakerak: {count}',
  'code.unknown': 'arrazoiaren kodea {code} da',

  'dead-letter.not-json': 'mezua ez da JSON',
  'dead-letter.too-large': 'mezua 48 KiB baino handiagoa da',
  'dead-letter.too-long-line':
    '48 KiB baino gehiagoko lerro bat, mezu bakar batean ere kabitzen ez dena; hasierako bytea: {offset}; bloba: {blob}; edukiontzia: {container}; haren hasiera hemen gordeta dago',
  'dead-letter.not-an-event': 'mezua ez da gertaera bat',
  'dead-letter.invalid-event': 'gertaeraren eremuak falta dira edo okerrak dira',
  'dead-letter.in-the-future': 'gertaeraren ordua etorkizunean dago',
  'dead-letter.poisoned': 'kudeaketak maizegi huts egin du; erregistroak ditu erroreak',
  'dead-letter.not-base64':
    'ez da base64; gertaera bat behar da base64 testu gisa, biltegiratze-ilarek daramaten bezala',
  'dead-letter.not-utf-8': 'base64 da, baina ez UTF-8 testua; jatorrizkoa base64 testua da',
  'dead-letter.shared': 'irakurri ezin diren mezu honetako elementuak: {total}; lehenengoak ({named}): {faults}',

  'ignored.empty-list': 'zerrendak ez du gertaerarik',
  'ignored.operation-not-known':
    'bere eragiketa ez da ezaguna; fluxuak abiarazten dituztenak: ingestion, merge, unification eta all',
  'ignored.operation-without-trigger': 'abiarazle bakar bat ere ez dagokio bere eragiketari',
  'ignored.other-phase': 'exekuzio beraren beste erregistro bat da kontuan hartzen dena',
  'ignored.not-a-workflow-event': 'beste mota bateko diagnostiko-erregistroa da',
  'ignored.measure-with-dimensions': 'dimentsioak dituen neurri batek ez du balio bakarra',
  'ignored.not-finished': 'exekuzioa ez da amaitu',
  'ignored.canceled': 'bertan behera utzitako exekuzio batek ez du ezer abiarazten',
  'ignored.skipped': 'saltatutako exekuzio batek ez du ezer abiarazten',
  'ignored.deleted': 'ezabatutako exekuzio batek ez du ezer abiarazten',

  'explain.not-seen':
    'oraindik ez da horrelako gertaerarik kudeatu, edo hain aspaldikoa da, non bere errenkadak kendu baitira gordetze-epearen ondoren',
  'explain.unreadable': 'ezin da irakurri: {faults}',
  'explain.reported': '{reason}; egoera-txostenak erakusten du',
  'explain.run-fired': 'exekuzioak {trigger} abiarazi du, behin bere txosten guztietarako',
  'explain.crossed': 'balioa {value} izatera igo da eta atalase bat gainditu du',
  'explain.crossed-nothing': 'aplikatu da, eta ez du orduan harpidetuta zegoen atalaserik gainditu',
  'explain.firing-removed': 'atalase bat gainditu du; bere abiarazpena kendu da gordetze-epearen ondoren',
  'explain.older':
    'neurria {value} balioan dago ({time}), eta ez da lagin honen abiarazpenik gordetzen: ez zuen orduan harpidetuta zegoen atalaserik gainditu, beranduegi iritsi zen edo ez zen iritsi, edo bere abiarazpena kendu zen gordetze-epearen ondoren; {remedy} eskaerak gordetako balioa ahazten du',
  'explain.other-topic': 'harpidetzak beste zerbait entzuten du',
  'explain.no-subscription': 'orain ez dago horrelako harpidetzarik: ezabatu egin da, edo bere fluxua berriro gorde da',
  'explain.pending': 'lehen saiakera ez da oraindik amaitu',
  'explain.delivered': 'entregatu da',
  'explain.retrying': 'azken saiakerak huts egin du, eta beste bat programatuta dago',
  'explain.waiting': 'harpidetzaren zirkuitua irekita dago: bidalketa zain dago saiakera batek arrakasta izan arte',
  'explain.dead': 'bertan behera utzi da: {reason}',
  'explain.other-trigger': 'harpidetza {trigger} abiarazlerako da',
  'explain.made-after': 'harpidetza abiarazpenaren ondoren sortu zen',
  'explain.not-crossed': 'bere {threshold} atalasea ez da gainditu: balioa {from} izatetik {to} izatera igo da',
  'explain.filtered': 'bere parametroak ez datoz bat: {parameters}',
  'explain.gone-before': 'bere fluxua abiarazpena baino lehen desagertu zen',
  'explain.fan-out': 'bere bidalketa abiarazpena banatzean sortuko da',
  'explain.delivery-removed': 'bere bidalketa kendu da gordetze-epearen ondoren',

  'fault.required': 'beharrezkoa',
  'fault.text': 'testua behar da',
  'fault.number': 'zenbaki bat behar da',
  'fault.whole-number': 'zenbaki oso bat behar da',
  'fault.true-or-false': 'true edo false behar da',
  'fault.object': 'objektu bat behar da',
  'fault.list': 'zerrenda bat behar da',
  'fault.only': '{value} behar da',
  'fault.one-of': 'hauetako bat behar da: {values}',
  'fault.at-least': 'gutxienez {limit} behar da',
  'fault.more-than': '{limit} baino gehiago behar da',
  'fault.at-most': 'gehienez {limit} behar da',
  'fault.less-than': '{limit} baino gutxiago behar da',
  'fault.at-least-characters': {
    one: 'gutxienez karaktere {count} behar da',
    other: 'gutxienez {count} karaktere behar dira',
  },
  'fault.at-most-characters': {
    one: 'gehienez karaktere {count} izan dezake',
    other: 'gehienez {count} karaktere izan ditzake',
  },
  'fault.at-least-items': {
    one: 'gutxienez elementu {count} behar da',
    other: 'gutxienez {count} elementu behar dira',
  },
  'fault.at-most-items': {
    one: 'gehienez elementu {count} izan dezake',
    other: 'gehienez {count} elementu izan ditzake',
  },
  'fault.not-known': 'ez da ezaguna; hauetako bat behar da: {names}',
  'fault.nothing-expected': 'ez da ezaguna; dei honek ez du horrelakorik onartzen',
  'fault.no-filter': 'gutxienez hauetako bat behar da: {names}; iragazkirik gabe dena bideratuko litzateke berriro',
  'fault.other-form': 'beste forma bateko balio bat behar da',
  'fault.page-size': '1etik {limit} arte behar da',
  'fault.time': 'desplazamendua duen ISO 8601 ordu bat behar da, adibidez 2026-11-20T02:14:09Z',
  'fault.second-digits': 'segundo batek gehienez zazpi digitu ditu puntuaren ondoren',
  'fault.year': '0000 eta 9999 arteko urte bat behar da, UTC orduan',
  'fault.number-or-text': 'zenbaki finitu bat edo haren testu hamartarra behar da',
  'fault.member-count': 'kide kopuru bat behar da, 0 edo handiagoa den zenbaki oso bat',
  'fault.no-member-count': '{value} ez da kide kopuru bat; 0 edo handiagoa den zenbaki oso bat behar da',
  'fault.status': '«{word}» ez da egoera bat; hauetako bat behar da: {words}',
  'fault.operation': '«{word}» ez da eragiketa ezagun bat',
  'fault.operation-name': '{form} forma behar da',
  'fault.end-required': 'beharrezkoa exekuzioa amaitu denean',
  'fault.data-source-required': 'beharrezkoa: kargatu den datu-iturburua',
  'fault.required-for-operation': 'eragiketa honetarako beharrezkoa',
  'fault.environment-first': 'beharrezkoa: aukeratu lehenik ingurune bat',
  'fault.after-since': 'since baino geroagoko ordu bat behar da',
  'fault.name-to-forget': 'beharrezkoa; ahaztu behar denaren izena',
  'fault.in-the-future':
    '{time} etorkizunean dago: gertaera iritsi ({arrived}) eta 24 ordu baino gehiagora; horrelako ordu bat jada gordeta badago, {remedy} eskaerak gordetako balioa ahazten du (berdin measures eta data-sources)',
  'fault.not-json': 'ez da JSON; gertaera bat behar da JSON objektu gisa',
  'fault.not-json-utf-16': 'ez da JSON; gertaera bat behar da JSON objektu gisa; UTF-16 dirudi, UTF-8 behar da',
  'fault.too-large': '{size} byte baino gehiago; mezu batek gehienez 48 KiB izan ditzake',
  'fault.nested-too-deeply': 'sakonegi habiaratuta',
  'fault.not-an-event': 'gertaera bat behar da JSON objektu gisa',

  'callback.no-url': 'ez da URL bat; webhook-hartzaile baten https helbidea behar da',
  'callback.characters':
    'URLak zuriune bat, kontrol-karaktere bat edo ASCIItik kanpoko letra bat du; ehunekoekin kodetuta behar da',
  'callback.scheme': '{scheme} eskema ez dago baimenduta; https behar da',
  'callback.slashes': 'eskemaren ondoren // behar da, eta gero ostalaria',
  'callback.backslash': 'URLak alderantzizko barra bat du; ehunekoekin kodetuta behar da',
  'callback.user': 'URLak erabiltzaile-izena edo pasahitza dauka; ez du izan behar',
  'callback.fragment': 'URLak zati bat du, inoiz bidaltzen ez dena; ez du izan behar',
  'callback.own': 'URLak zerbitzu honetara bertara darama; beste hartzaile bat behar da',
  'callback.host':
    '{host} ostalaria ez dago baimenduta; honela amaitzen den bat behar da: {hosts}; CALLBACK_ALLOWED_HOSTS ezarpenak zerrendatzen ditu',
  'callback.address':
    '{host} ostalariak baimendu gabeko helbide batera darama; CALLBACK_ALLOWED_HOSTS ezarpenak zerrendatzen duen ostalari bateko hartzaile publiko bat behar da',

  'health.no-answer': 'erantzunik ez {seconds} segundotan',
  'health.unreachable': 'ezin da iritsi',

  'error.faults': '{faults}',
  'error.busy': 'aldi bereko aldaketa gehiegi datu berean; saiatu berriro segundo bat barru',
  'error.storage-unavailable':
    'une honetan ezin da zerbitzu honen biltegira iritsi; saiatu berriro segundo batzuk barru',
  'error.wrong-secrets-key':
    'SECRETS_KEY ezarpena: ez ditu biltegi honetako sekretuak irekitzen; zigilatu zituen gakoa behar da, hemen edo SECRETS_KEY_PREVIOUS ezarpenean',
  'error.internal': 'zerbitzu honek eskaerari ez dagokion errore bat du; bere erregistroak dio zer gertatu den',
  'error.content-type': '{type} eduki mota ez da onartzen; application/json behar da',
  'error.body-not-json': 'gorputza ez da JSON; JSON objektu bat behar da',
  'error.event-not-json': 'gorputza ez da JSON; gertaera bat behar da JSON objektu gisa',
  'error.body-too-large': 'gorputza handiegia da; gehienez {limit} izan dezake',
  'error.event-too-large': '{size} byte; gehienez 48 KiB izan ditzake',
  'error.trigger-type': '«{type}» ez da abiarazle mota bat; hauetako bat behar da: {types}',
  'error.ambiguous-name':
    'bide-izen batek ezin ditu «{decoded}» eta «{plain}» bereizi; eman izena zerrendaren ?name= bidez',
  'error.ambiguous-environment':
    'bide-izen batek ezin ditu «{decoded}» eta «{plain}» inguruneak bereizi, eta biak ezagunak dira',
  'error.environment-unknown':
    'oraindik ez da «{environment}» inguruneko gertaerarik iritsi; GET /api/environments eskaerak ezagunak zerrendatzen ditu',
  'error.environment-not-named':
    'oraindik ez gertaerek ez harpidetzek ez dute «{environment}» ingurunea aipatu; GET /api/environments eskaerak gertaerek aipatutakoak zerrendatzen ditu',
  'error.data-source-unknown':
    '«{environment}» inguruneko gertaera batek ere ez du oraindik «{name}» datu-iturbururik aipatu; haren izen bakarra behar da',
  'error.segment-unknown':
    '«{environment}» inguruneko gertaera batek ere ez du oraindik «{name}» segmenturik aipatu; haren izen bakarra behar da',
  'error.measure-unknown':
    '«{environment}» inguruneko gertaera batek ere ez du oraindik «{name}» neurririk aipatu; haren izen bakarra behar da',
  'error.wrong-token': 'tokena ez da harpidetza honi emandakoa',
  'error.gone': 'bere fluxua edo hartzailea ez da jada existitzen; harpidetu berriro',
  'error.gone-so-remove':
    'bere fluxua edo hartzailea ez da jada existitzen, eta beraz ez zaio ezer bidaltzen; kendu, horren ordez',
  'error.no-subscription': 'ez dago horrelako harpidetzarik; agian ezabatu egin da',
  'error.no-subscription-id': '«{id}» ez da harpidetza baten IDa',
  'error.no-firing': 'ez dago horrelako abiarazpenik; agian zaharregia da gordeta egoteko',
  'error.no-firing-id': '«{id}» ez da abiarazpen baten IDa',
  'error.no-delivery': 'harpidetza honek ez du horrelako bidalketarik; agian zaharregia da gordeta egoteko',
  'error.no-dead-letter':
    'ez dago horrelako entregatu gabeko mezurik; agian berriro bideratu da, ezabatu da edo zaharregia da gordeta egoteko',
  'error.no-dead-letter-id': '«{id}» ez da entregatu gabeko mezu baten IDa',
  'error.no-page': 'ez dago horrelako orririk; jarraitu nextLink esteka aldatu gabe',
  'error.not-finished':
    'bidalketaren egoera {state} da; delivered edo dead egoeran dagoena soilik entrega daiteke berriro',
  'error.not-receiving':
    'harpidetzaren egoera {status} da, eta ez du ezer jasotzen; gaitu edo utzi fluxuari berriro harpidetzen, eta gero errepikatu eskaera',
  'error.receiver-gone':
    'harpidetzaren fluxua edo hartzailea ez da jada existitzen; harpidetu berriro: harpidetza berriak sortu ondorengo abiarazpenak soilik jasotzen ditu',
  'error.subscription-deleted':
    'bidalketa honen harpidetza ezabatu egin da; berri batek sortu ondorengo abiarazpenak soilik jasotzen ditu',
  'error.not-redrivable-size':
    'jatorrizkoa ezin da bere ilarara itzuli: 48 KiB baino gehiago ditu, ilara batek onartzen duena baino gehiago; ezabatu, horren ordez, entregatu gabeko mezua',
  'error.not-redrivable-deliveries':
    'jatorrizkoa ezin da bere ilarara itzuli: ez du bidalketarik aipatzen; atzeratutako bidalketak hura gabe ere aurkitzen dira; ezabatu, horren ordez, entregatu gabeko mezua',
};
