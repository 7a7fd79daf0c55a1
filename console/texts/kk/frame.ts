import type { TranslationOf } from '../catalogue.ts';
import type { frame as english } from '../en/frame.ts';

/* The frame around all views: top bar, navigation, dialogs. */
export const frame = {
  'frame.skip': 'Мазмұнға өту',
  'frame.navigation': 'Көріністер',
  'frame.menu': 'Навигацияны көрсету немесе жасыру',
  'frame.title': '{view} – {environment}',
  'frame.title-attention': '({count}) {title}',
  'frame.new-firings': { one: '{count} жаңа іске қосылу', other: '{count} жаңа іске қосылу' },
  'frame.new-dead-letters': { one: '{count} жаңа жеткізілмеген хабар', other: '{count} жаңа жеткізілмеген хабар' },
  'frame.loading': 'Жүктелуде',
  'frame.page-failed': 'Бет мұны көрсете алмайды. Оны қайта жүктеңіз; көмектеспесе, операторға айтыңыз.',
  'frame.outdated': 'Бұл беттің жаңарақ нұсқасы бар.',
  'frame.reload': 'Қайта жүктеу',
  'frame.not-found': 'Мұндай көрініс жоқ.',
  'frame.to-status': 'Жүйе күйіне өту',

  'nav.status': 'Жүйе күйі',
  'nav.export-destinations': 'Экспорттау мақсаттары',
  'nav.thresholds': 'Триггерлер мен шектер',
  'nav.subscriptions': 'Жазылымдар',
  'nav.firings': 'Іске қосылулар',
  'nav.dead-letters': 'Жеткізілмеген хабарлар',
  'nav.explain': 'Түсіндірме',

  'frame.badge': {
    one: '{count} элемент назар аударуды қажет етеді',
    other: '{count} элемент назар аударуды қажет етеді',
  },

  'environment.label': 'Орта',
  'environment.none': 'Орта жоқ',

  'refresh.label': 'Автоматты жаңарту',
  'refresh.now': 'Қазір жаңарту',
  'refresh.age': 'Жаңартылды: {age}',
  'refresh.never': 'Әлі жаңартылмаған',
  'refresh.stale': '{time} кезіндегі күй: соңғы жаңарту әрекеттері сәтсіз болды.',

  'language.label': 'Тіл',

  'theme.label': 'Тақырып',
  'theme.light': 'Ашық',
  'theme.dark': 'Күңгірт',
  'theme.system': 'Жүйедегідей',

  'key.title': 'Хост кілті',
  'key.explain': 'Бұл қолданбаның деректеріне кілт керек. Ол операторыңызда бар: функция қолданбасының хост кілті.',
  'key.kept': 'Кілт осы қойыншада оны жапқанша немесе шыққанша сақталады.',
  'key.label': 'Кілт',
  'key.wrong': 'Бұл кілт қолданбаны ашпайды. Оператордан қазір жарамды хост кілтін сұраңыз.',
  'key.expired': 'Кілт енді жарамсыз. Жаңасын енгізіңіз.',
  'key.enter': 'Кілтті енгізу',
  'key.sign-in': 'Кіру',
  'key.sign-out': 'Шығу',
  'key.needed': 'Оператордан кілт сұраңыз',
  'key.needed-why': 'Кілтпен бұл бет орталарыңыздың күйін және ағындарыңызға не хабарланғанын көрсетеді.',
  'key.sample': 'Ойдан алынған деректермен қалай көрінеді',

  'help.title': 'Пернетақта',
  'help.search': 'Іздеу жолағына өту',
  'help.refresh': 'Жаңарту',
  'help.help': 'Осы анықтаманы көрсету',
  'help.close': 'Тақтаны немесе терезені жабу',
  'help.table': 'Кестеде жылжу және жолды Enter пернесімен ашу',
  'help.arrows': 'Көрсеткі пернелер',
  'help.single-keys': 'Жеке пернелер',
} satisfies TranslationOf<typeof english>;
