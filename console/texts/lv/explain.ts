import type { TranslationOf } from '../catalogue.ts';
import type { explain as english } from '../en/explain.ts';

/* The view Explain. */
export const explain = {
  'explain.read-only': 'Šī lapa tikai lasa: tā neko nemaina un neko nesūta.',
  'explain.way': 'Ko skaidrot',
  'explain.way-flow': 'Mana plūsma nesākās',
  'explain.way-event': 'Viens notikums',
  'explain.flow': 'Plūsma',
  'explain.choose': 'Izvēlieties plūsmu',
  'explain.option': '{name} – {trigger}: {waits}',
  'explain.no-flows': 'Šajā vidē neviena plūsma neko negaida.',
  'explain.empty': 'Izvēlieties plūsmu. Tad šī lapa pastāstīs, ko tā gaida, kas ir noticis un kas tai tika paziņots.',
  'explain.open-flow': 'Atvērt plūsmu pakalpojumā Power Automate',

  'explain.verdict': 'Labākais izskaidrojums',
  'explain.known': 'Kas ir zināms',
  'explain.waits': 'Gaida',
  'explain.since': 'Gaida kopš',

  'explain.active': 'Abonements ir aktīvs.',
  'explain.attempts-failed': 'Pēdējie mēģinājumi paziņot plūsmai neizdevās, pēc kārtas: {count}.',
  'explain.failing':
    'Saņēmējam pastāvīgi neizdodas, tāpēc piegādes gaida. Tas tiek mēģināts vēlreiz pats no sevis un saņems visas, kad atbildēs.',
  'explain.dormant':
    'Plūsma ir izslēgta. Ieslēdziet to, tad iespējojiet abonementu un atkārtojiet to, ko tā ir palaidusi garām.',
  'explain.disabled': 'Abonements tika atspējots. Iespējojiet to un atkārtojiet to, ko tas ir palaidis garām.',
  'explain.gone': 'Plūsma šo abonementu vairs nepieņem. Saglabājiet plūsmu vēlreiz: tad rodas jauns abonements.',

  'explain.events-none':
    'Neviens notikums vidi {environment} nav minējis. Vai nu notikumi netiek sūtīti, vai vide plūsmā ir nepareiza.',
  'explain.events': 'Vides notikumi pienāk.',
  'explain.not-named': 'Neviens notikums nav minējis “{name}”. Vai nosaukums plūsmā ir pareizs? Ir zināmi: {known}',
  'explain.not-named-none': 'Neviens notikums nav minējis ne “{name}”, ne ko citu no šī veida.',
  'explain.no-run': 'Par šādu atsvaidzināšanu vēl nav ziņots.',
  'explain.run-matches': '{name}: pēdējā izpilde beidzās ar “{status}”, ko plūsma gaida.',
  'explain.run-other': '{name}: pēdējā izpilde beidzās ar “{status}”, ko plūsma negaida.',
  'explain.run-submission': '{name}: pēdējā izpilde nesākās tā, kā plūsma gaida.',
  'explain.below': '{name} ir {value}: līdz {threshold} trūkst {missing}.',
  'explain.at': '{name} ir {value}. Tas ir tā slieksnis, un tas nav pārsniegts.',
  'explain.above-crossed': '{name} ir {value} un ir šķērsojis {threshold}.',
  'explain.above':
    '{name} ir {value}, kas ir virs {threshold}, un neviena šķērsošana, kopš plūsma gaida, nav saglabāta. Tas bija virs sliekšņa jau agrāk vai ar pirmo vērtību. Atkal palaidīs pēc vērtības, kas nepārsniedz {threshold}.',

  'explain.firings': 'Pēdējās palaišanas un kas šai plūsmai tika paziņots',
  'explain.this-firing': 'Šī palaišana',
  'explain.fired-none': 'Nekas no šī veida nav palaists, kopš tiek glabāti ieraksti.',
  'explain.before': 'Palaists, pirms plūsma gaidīja',
  'explain.other-source': 'No cita datu avota nekā tas, ko plūsma gaida',
  'explain.not-crossed': 'Nešķērsoja {threshold}: pieauga no {from} līdz {to}',
  'explain.other-trigger': 'No cita trigera nekā plūsmai',
  'explain.other-run': 'Beidzās vai tika sākts citādi, nekā plūsma gaida',
  'explain.no-delivery': 'Neviena piegāde nav saglabāta',
  'explain.was-delivered':
    'Pēdējā palaišana tika piegādāta. Ja plūsma neko nedarīja, iemeslu rāda tās izpilde pakalpojumā Power Automate.',
  'explain.was-dead': 'Pēdējās palaišanas piegāde tika pārtraukta: {reason}',
  'explain.is-under-way': 'Pēdējā palaišana ir ceļā.',
  'explain.all-well': 'Viss ir kārtībā: kopš tā laika nav noticis nekas, ko plūsma gaida.',
  'explain.open-run': 'Plūsmas izpilde',

  'explain.queue': 'Notikuma veids',
  'explain.queue-refresh-status': 'Atsvaidzināšanas statuss',
  'explain.queue-metric-change': 'Vērtības maiņa',
  'explain.event': 'Notikums JSON formātā',
  'explain.event-hint': 'Viens notikums, to masīvs vai ziņojums tā, kā to raksta Customer Insights.',
  'explain.example': 'Ievietot piemēru',
  'explain.do': 'Skaidrot',
  'explain.no-json': 'Tas nav JSON. Ielīmējiet visu notikuma tekstu.',
  'explain.for': 'Plūsmai',
  'explain.any-flow': 'Nav konkrētas plūsmas',
  'explain.results': 'Kas ar to notika',
  'explain.fired': 'Palaida',
  'explain.passed': 'Neko nepalaida',
  'explain.not-seen': 'Nav redzēts',
  'explain.ignored': 'Ignorēts',
  'explain.dead-letter': 'Nevar nolasīt',
  'explain.open-firing': 'Atvērt palaišanu',
  'explain.told': 'Šī plūsma: {reason}',
} satisfies TranslationOf<typeof english>;
