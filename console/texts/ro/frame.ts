import type { TranslationOf } from '../catalogue.ts';
import type { frame as english } from '../en/frame.ts';

/* The frame around all views: top bar, navigation, dialogs. */
export const frame = {
  'frame.skip': 'Salt la conținut',
  'frame.navigation': 'Vizualizări',
  'frame.menu': 'Afișați sau ascundeți navigarea',
  'frame.title': '{view} – {environment}',
  'frame.title-attention': '({count}) {title}',
  'frame.new-firings': {
    one: '{count} declanșare nouă',
    few: '{count} declanșări noi',
    other: '{count} de declanșări noi',
  },
  'frame.new-dead-letters': {
    one: '{count} mesaj nou nelivrat',
    few: '{count} mesaje noi nelivrate',
    other: '{count} de mesaje noi nelivrate',
  },
  'frame.loading': 'Se încarcă',
  'frame.page-failed': 'Pagina nu poate afișa acest lucru. Reîncărcați-o; dacă nu ajută, anunțați operatorul.',
  'frame.outdated': 'Există o versiune mai nouă a acestei pagini.',
  'frame.reload': 'Reîncărcați',
  'frame.not-found': 'Nu există o astfel de vizualizare.',
  'frame.to-status': 'Mergeți la starea sistemului',

  'nav.status': 'Starea sistemului',
  'nav.export-destinations': 'Destinații export',
  'nav.thresholds': 'Declanșatoare și praguri',
  'nav.subscriptions': 'Abonamente',
  'nav.firings': 'Declanșări',
  'nav.dead-letters': 'Mesaje nelivrate',
  'nav.explain': 'Explicații',

  'frame.badge': {
    one: '{count} necesită atenție',
    few: '{count} necesită atenție',
    other: '{count} necesită atenție',
  },

  'environment.label': 'Mediu',
  'environment.none': 'Niciun mediu',

  'refresh.label': 'Reîmprospătare automată',
  'refresh.now': 'Reîmprospătați acum',
  'refresh.age': 'Reîmprospătat {age}',
  'refresh.never': 'Încă nu s-a reîmprospătat',
  'refresh.stale': 'Situația de la ora {time}: ultimele încercări de reîmprospătare au eșuat.',

  'language.label': 'Limbă',

  'theme.label': 'Temă',
  'theme.light': 'Luminoasă',
  'theme.dark': 'Întunecată',
  'theme.system': 'Ca sistemul',

  'key.title': 'Cheie de gazdă',
  'key.explain':
    'Datele acestei aplicații necesită o cheie. Operatorul o are: o cheie de gazdă a aplicației de funcții.',
  'key.kept': 'Cheia rămâne în această filă până când o închideți sau vă deconectați.',
  'key.label': 'Cheie',
  'key.wrong': 'Această cheie nu deschide aplicația. Cereți operatorului o cheie de gazdă valabilă acum.',
  'key.expired': 'Cheia nu mai este valabilă. Introduceți una nouă.',
  'key.enter': 'Introduceți cheia',
  'key.sign-in': 'Conectare',
  'key.sign-out': 'Deconectare',
  'key.needed': 'Cereți operatorului o cheie',
  'key.needed-why': 'Cu o cheie, această pagină arată starea mediilor dvs. și ce s-a comunicat fluxurilor dvs.',
  'key.sample': 'Cum arată, cu date inventate',

  'help.title': 'Tastatură',
  'help.search': 'Mergeți la caseta de căutare',
  'help.refresh': 'Reîmprospătați',
  'help.help': 'Afișați acest ajutor',
  'help.close': 'Închideți un panou sau o casetă de dialog',
  'help.table': 'Deplasați-vă într-un tabel și deschideți un rând cu Enter',
  'help.arrows': 'Taste săgeată',
  'help.single-keys': 'Taste simple',
} satisfies TranslationOf<typeof english>;
