import type { TranslationOf } from '../catalogue.ts';
import type { frame as english } from '../en/frame.ts';

/* The frame around all views: top bar, navigation, dialogs. */
export const frame = {
  'frame.skip': 'Joan edukira',
  'frame.navigation': 'Ikuspegiak',
  'frame.menu': 'Erakutsi edo ezkutatu nabigazioa',
  'frame.title': '{view} – {environment}',
  'frame.title-attention': '({count}) {title}',
  'frame.new-firings': { one: 'abiarazte berri {count}', other: '{count} abiarazte berri' },
  'frame.new-dead-letters': {
    one: 'entregatu gabeko mezu berri {count}',
    other: 'entregatu gabeko {count} mezu berri',
  },
  'frame.loading': 'Kargatzen',
  'frame.page-failed': 'Orriak ezin du hau erakutsi. Kargatu berriro; ez badu laguntzen, esan zure operadoreari.',
  'frame.outdated': 'Orri honen bertsio berriago bat dago.',
  'frame.reload': 'Kargatu berriro',
  'frame.not-found': 'Ez dago horrelako ikuspegirik.',
  'frame.to-status': 'Joan sistemaren egoerara',

  'nav.status': 'Sistemaren egoera',
  'nav.export-destinations': 'Esportazio-helburuak',
  'nav.thresholds': 'Abiarazleak eta atalaseak',
  'nav.subscriptions': 'Harpidetzak',
  'nav.firings': 'Abiarazteak',
  'nav.dead-letters': 'Entregatu gabeko mezuak',
  'nav.explain': 'Azalpena',

  'frame.badge': { one: '{count} elementuk arreta behar du', other: '{count} elementuk arreta behar dute' },

  'environment.label': 'Ingurunea',
  'environment.none': 'Ingurunerik ez',

  'refresh.label': 'Freskatze automatikoa',
  'refresh.now': 'Freskatu orain',
  'refresh.age': 'Freskatua: {age}',
  'refresh.never': 'Oraindik freskatu gabe',
  'refresh.stale': '{time}etako egoera: azken freskatze-saiakerek huts egin dute.',

  'language.label': 'Hizkuntza',

  'theme.label': 'Gaia',
  'theme.light': 'Argia',
  'theme.dark': 'Iluna',
  'theme.system': 'Sistemaren arabera',

  'key.title': 'Ostalariaren gakoa',
  'key.explain':
    'Aplikazio honen datuek gako bat behar dute. Zure operadoreak dauka: funtzio-aplikazioaren ostalari-gako bat.',
  'key.kept': 'Gakoa fitxa honetan geratzen da itxi edo saioa amaitu arte.',
  'key.label': 'Gakoa',
  'key.wrong': 'Gako honek ez du aplikazioa irekitzen. Eskatu operadoreari orain balio duen ostalari-gako bat.',
  'key.expired': 'Gakoak ez du balio jada. Idatzi berri bat.',
  'key.enter': 'Idatzi gakoa',
  'key.sign-in': 'Hasi saioa',
  'key.sign-out': 'Amaitu saioa',
  'key.needed': 'Eskatu gako bat operadoreari',
  'key.needed-why': 'Gakoarekin, orri honek zure inguruneen egoera eta zure fluxuei jakinarazitakoa erakusten ditu.',
  'key.sample': 'Nolakoa den, asmatutako datuekin',

  'help.title': 'Teklatua',
  'help.search': 'Joan bilaketa-koadrora',
  'help.refresh': 'Freskatu',
  'help.help': 'Erakutsi laguntza hau',
  'help.close': 'Itxi panela edo elkarrizketa-koadroa',
  'help.table': 'Mugitu taulan, eta ireki errenkada bat Sartu teklarekin',
  'help.arrows': 'Gezi-teklak',
  'help.single-keys': 'Tekla bakarrekoak',
} satisfies TranslationOf<typeof english>;
