import type { TranslationOf } from '../catalogue.ts';
import type { frame as english } from '../en/frame.ts';

/* The frame around all views: top bar, navigation, dialogs. */
export const frame = {
  'frame.skip': 'Pāriet uz saturu',
  'frame.navigation': 'Skati',
  'frame.menu': 'Rādīt vai paslēpt navigāciju',
  'frame.title': '{view} — {environment}',
  'frame.title-attention': '({count}) {title}',
  'frame.new-firings': {
    zero: '{count} jaunu palaišanu',
    one: '{count} jauna palaišana',
    other: '{count} jaunas palaišanas',
  },
  'frame.new-dead-letters': {
    zero: '{count} jaunu nepiegādātu ziņojumu',
    one: '{count} jauns nepiegādāts ziņojums',
    other: '{count} jauni nepiegādāti ziņojumi',
  },
  'frame.loading': 'Notiek ielāde',
  'frame.page-failed': 'Lapa to nevar parādīt. Ielādējiet to vēlreiz; ja tas nepalīdz, pastāstiet savam operatoram.',
  'frame.outdated': 'Ir pieejama jaunāka šīs lapas versija.',
  'frame.reload': 'Ielādēt vēlreiz',
  'frame.not-found': 'Šāda skata nav.',
  'frame.to-status': 'Doties uz sistēmas statusu',

  'nav.status': 'Sistēmas statuss',
  'nav.export-destinations': 'Eksportēšanas galamērķi',
  'nav.thresholds': 'Trigeri un sliekšņi',
  'nav.subscriptions': 'Abonementi',
  'nav.firings': 'Palaišanas',
  'nav.dead-letters': 'Nepiegādātie ziņojumi',
  'nav.explain': 'Skaidrojums',

  'frame.badge': { zero: '{count} prasa uzmanību', one: '{count} prasa uzmanību', other: '{count} prasa uzmanību' },

  'environment.label': 'Vide',
  'environment.none': 'Nav vides',

  'refresh.label': 'Automātiska atsvaidzināšana',
  'refresh.now': 'Atsvaidzināt tūlīt',
  'refresh.age': 'Atsvaidzināts {age}',
  'refresh.never': 'Vēl nav atsvaidzināts',
  'refresh.stale': 'Rādīts stāvoklis plkst. {time}: pēdējie atsvaidzināšanas mēģinājumi neizdevās.',

  'language.label': 'Valoda',

  'theme.label': 'Motīvs',
  'theme.light': 'Gaišs',
  'theme.dark': 'Tumšs',
  'theme.system': 'Kā sistēmā',

  'key.title': 'Resursdatora atslēga',
  'key.explain':
    'Šīs lietotnes datiem ir vajadzīga atslēga. Tā ir jūsu operatoram: funkciju lietotnes resursdatora atslēga.',
  'key.kept': 'Atslēga paliek šajā cilnē, līdz to aizverat vai izrakstāties.',
  'key.label': 'Atslēga',
  'key.wrong': 'Šī atslēga neatver lietotni. Palūdziet operatoram resursdatora atslēgu, kas tagad ir derīga.',
  'key.expired': 'Atslēga vairs nav derīga. Ievadiet jaunu.',
  'key.enter': 'Ievadīt atslēgu',
  'key.sign-in': 'Pierakstīties',
  'key.sign-out': 'Izrakstīties',
  'key.needed': 'Palūdziet operatoram atslēgu',
  'key.needed-why': 'Ar atslēgu šī lapa rāda jūsu vižu stāvokli un to, kas tika paziņots jūsu plūsmām.',
  'key.sample': 'Kā tas izskatās ar izdomātiem datiem',

  'help.title': 'Tastatūra',
  'help.search': 'Doties uz meklēšanas lodziņu',
  'help.refresh': 'Atsvaidzināt',
  'help.help': 'Rādīt šo palīdzību',
  'help.close': 'Aizvērt rūti vai dialogu',
  'help.table': 'Pārvietoties tabulā un atvērt rindu ar Enter',
  'help.arrows': 'Bulttaustiņi',
  'help.single-keys': 'Atsevišķi taustiņi',
} satisfies TranslationOf<typeof english>;
