import type { TranslationOf } from '../catalogue.ts';
import type { explain as english } from '../en/explain.ts';

/* The view Explain. */
export const explain = {
  'explain.read-only': 'Бұл бет тек оқиды: ештеңені өзгертпейді және жібермейді.',
  'explain.way': 'Не түсіндіріледі',
  'explain.way-flow': 'Ағыным іске қосылмады',
  'explain.way-event': 'Бір оқиға',
  'explain.flow': 'Ағын',
  'explain.choose': 'Ағынды таңдаңыз',
  'explain.option': '{name} – {trigger}: {waits}',
  'explain.no-flows': 'Бұл ортада ештеңені күтетін ағын жоқ.',
  'explain.empty': 'Ағынды таңдаңыз. Сонда бұл бет оның нені күтетінін, не болғанын және оған не хабарланғанын айтады.',
  'explain.open-flow': 'Ағынды Power Automate қызметінде ашу',

  'explain.verdict': 'Ең ықтимал себебі',
  'explain.known': 'Белгілі мәліметтер',
  'explain.waits': 'Нені күтеді',
  'explain.since': 'Қашаннан бері күтеді',

  'explain.active': 'Жазылым белсенді.',
  'explain.attempts-failed': 'Ағынға хабарлаудың соңғы әрекеттері сәтсіз болды, қатарынан: {count}.',
  'explain.failing':
    'Қабылдаушы сәтсіздікке ұшырай береді, сондықтан жеткізулер күтуде. Ол өздігінен қайта тексеріледі және жауап бергенде бәрін алады.',
  'explain.dormant': 'Ағын өшірулі. Оны қосыңыз, содан кейін жазылымды іске қосып, өткізіп алғанын қайталаңыз.',
  'explain.disabled': 'Жазылым ажыратылған. Оны іске қосып, өткізіп алғанын қайталаңыз.',
  'explain.gone': 'Ағын бұл жазылымды енді қабылдамайды. Ағынды қайта сақтаңыз: сонда жаңасы жасалады.',

  'explain.events-none':
    '{environment} ортасын ешбір оқиға атаған жоқ. Не оқиғалар жіберілмейді, не ағындағы орта қате.',
  'explain.events': 'Ортаның оқиғалары келіп тұр.',
  'explain.not-named': '«{name}» атауын ешбір оқиға атаған жоқ. Ағындағы атау дұрыс па? Белгілілері: {known}',
  'explain.not-named-none': 'Ешбір оқиға «{name}» атауын да, осы түрдегі басқа ештеңені де атаған жоқ.',
  'explain.no-run': 'Мұндай жаңарту туралы әлі хабарланған жоқ.',
  'explain.run-matches': '{name}: соңғы іске қосу «{status}» күйімен аяқталды, ағын соны күтеді.',
  'explain.run-other': '{name}: соңғы іске қосу «{status}» күйімен аяқталды, ағын оны күтпейді.',
  'explain.run-submission': '{name}: соңғы іске қосу ағын күткендей басталған жоқ.',
  'explain.below': '{name}: {value}; {threshold} шегіне {missing} жетпейді.',
  'explain.at': '{name}: {value}. Бұл – оның шегі, одан жоғары емес.',
  'explain.above-crossed': '{name}: {value}; {threshold} шегінен асты.',
  'explain.above':
    '{name}: {value}, бұл {threshold} шегінен жоғары, ал ағын күткелі ешбір асу сақталмаған. Ол бұрыннан немесе алғашқы мәнінен жоғары болған. {threshold} шегінен аспайтын мәннен кейін қайта іске қосылады.',

  'explain.firings': 'Соңғы іске қосылулар және бұл ағынға не хабарланды',
  'explain.this-firing': 'Осы іске қосылу',
  'explain.fired-none': 'Жазбалар сақталғалы мұндай ештеңе іске қосылған жоқ.',
  'explain.before': 'Ағын күткенге дейін іске қосылған',
  'explain.other-source': 'Ағын күтетін дереккөзден басқа дереккөздікі',
  'explain.not-crossed': '{threshold} шегінен асқан жоқ: {from} мәнінен {to} мәніне өсті',
  'explain.other-trigger': 'Ағындікінен басқа триггердікі',
  'explain.other-run': 'Ағын күткеннен басқаша аяқталған немесе басталған',
  'explain.no-delivery': 'Ешбір жеткізу сақталмаған',
  'explain.was-delivered':
    'Соңғы іске қосылу жеткізілді. Ағын ештеңе істемесе, себебін Power Automate қызметіндегі іске қосуы айтады.',
  'explain.was-dead': 'Соңғы іске қосылуды жеткізу тоқтатылды: {reason}',
  'explain.is-under-way': 'Соңғы іске қосылу жолда.',
  'explain.all-well': 'Бәрі дұрыс: содан бері ағын күтетін ештеңе болған жоқ.',
  'explain.open-run': 'Ағынның іске қосылуы',

  'explain.queue': 'Оқиға түрі',
  'explain.queue-refresh-status': 'Жаңарту күйі',
  'explain.queue-metric-change': 'Мәннің өзгеруі',
  'explain.event': 'Оқиға, JSON түрінде',
  'explain.event-hint': 'Бір оқиға, олардың жиымы немесе Customer Insights жазатын хабар.',
  'explain.example': 'Мысалды қою',
  'explain.do': 'Түсіндіру',
  'explain.no-json': 'Бұл JSON емес. Оқиғаның бүкіл мәтінін қойыңыз.',
  'explain.for': 'Ағын үшін',
  'explain.any-flow': 'Нақты ағын жоқ',
  'explain.results': 'Онымен не болды',
  'explain.fired': 'Іске қосты',
  'explain.passed': 'Ештеңені іске қоспады',
  'explain.not-seen': 'Көрінбеген',
  'explain.ignored': 'Еленбеген',
  'explain.dead-letter': 'Оқылмайды',
  'explain.open-firing': 'Іске қосылуды ашу',
  'explain.told': 'Бұл ағын: {reason}',
} satisfies TranslationOf<typeof english>;
