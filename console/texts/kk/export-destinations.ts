import type { TranslationOf } from '../catalogue.ts';
import type { exportDestinations as english } from '../en/export-destinations.ts';

/* The view Export destinations. */
export const exportDestinations = {
  'export.discover': 'Шолу',
  'export.mine': 'Менің экспорттау мақсаттарым',
  'export.mine-count': 'Менің экспорттау мақсаттарым ({count})',
  'export.power-automate':
    'Деректер жаңартылғанда немесе сегмент не іскери өлшем шектен асқанда ағындарды іске қосыңыз.',
  'export.logic-apps':
    'Логикалық қолданбаларға арналған дәл сол триггерлер: теңшелетін коннектормен немесе тек HTTP арқылы.',
  'export.webhook-name': 'Кез келген webhook',
  'export.webhook':
    'Standard Webhooks сипаттағандай, өз қабылдаушыңызға HTTP POST арқылы қол қойылған хабарландырулар.',
  'export.flows': { one: '{count} ағын', other: '{count} ағын' },
  'export.receivers': { one: '{count} қабылдаушы', other: '{count} қабылдаушы' },
  'export.set-up': 'Реттеу',
  'export.set-up-for': 'Реттеу: {name}',
  'export.only-here':
    'Бұл бет өз компьютеріңізде, оған Power Automate пен Azure қол жеткізе алмайды. Орналастырылған қолданбаға арналған бумаларды жүктеп алу үшін оның консолін ашыңыз.',
  'export.download-connector': 'Коннекторды жүктеп алу',
  'export.download-flows': 'Ағын үлгілерін жүктеп алу',
  'export.download-definition': 'Анықтаманы жүктеп алу',
  'export.downloaded': '{file} жүктеп алынды.',
  'export.for-host': '{host} хосты үшін, ол толтырылып қойған.',
  'export.host': 'Хост',
  'export.command': 'Пәрмен',
  'export.request': 'Сұрау',
  'export.step-connector': 'Коннектор',
  'export.step-import': 'Импорттау',
  'export.step-import-how':
    'Power Automate ішінде: Шешімдер, Шешімді импорттау, содан кейін файлды таңдаңыз. Немесе Power Platform пәрмен жолымен:',
  'export.step-import-share':
    'Содан кейін коннекторды ағын жасайтындармен бөлісіңіз: әйтпесе оны басқа ешкім көрмейді.',
  'export.step-connection': 'Қосылым',
  'export.step-connection-how':
    'Insight Triggers қызметіне қосылым жасаңыз. Ол хост пен кілтті сұрайды. Кілт операторыңызда; бұл бет оны ешқашан көрсетпейді.',
  'export.step-flow': 'Алғашқы ағын',
  'export.step-flow-how': 'Power Automate қызметіне кіріп, триггерлердің бірінен басталатын ағын жасаңыз.',
  'export.step-samples': 'Ағын үлгілері',
  'export.step-samples-how':
    'Бастауға арналған екі ағын: бірі сәтсіз дереккөз туралы Teams-те жариялайды, екіншісі сегменттің шектен асқанын иелеріне поштамен жібереді. Оларды да солай, коннектордан кейін импорттаңыз.',
  'export.step-definition': 'Теңшелетін коннектор',
  'export.step-definition-how':
    'Azure ішінде логикалық қолданбаңыздың аймағында Logic Apps теңшелетін коннекторын жасап, оған осы анықтаманы импорттаңыз.',
  'export.step-logic-app': 'Логикалық қолданба',
  'export.step-logic-app-how':
    'Коннектордың триггерлерінің бірін таңдаңыз. Бірінші рет қосылым жасалады: ол операторыңыздағы кілтті сұрайды.',
  'export.step-http': 'Коннекторсыз',
  'export.step-http-how':
    'HTTP Webhook триггері де мұны істейді. Ол осы сұраулардың біріншісімен жазылады, екіншісімен жазылымнан шығады. Екеуіне де x-functions-key тақырыбы керек.',
  'export.step-subscribe': 'Жазылу',
  'export.step-subscribe-how': 'KEY айнымалысындағы оператор кілтімен және қабылдаушыңыздың мекенжайымен:',
  'export.step-secret': 'Құпияны сақтаңыз',
  'export.step-secret-how':
    'Жауапта қайта көрсетілмейтін қол қою құпиясы және Location тақырыбы бар; соған жіберілген DELETE жазылымды аяқтайды.',
  'export.step-verify': 'Қолтаңбаны тексеріңіз',
  'export.step-verify-how':
    'Әр хабарландыруда webhook-id, webhook-timestamp және webhook-signature тақырыптары бар. Оларды Standard Webhooks үшін кез келген кітапхана тексереді. 2xx деп жауап беріңіз.',
  'export.step-test': 'Сынақ жіберіңіз',
  'export.step-test-how': 'Жазылымдар көрінісінде сынақ жіберіп, қабылдаушыңыз не деп жауап бергенін қараңыз.',
  'export.label': 'Көрсетілетін атау',
  'export.type': 'Түрі',
  'export.add': 'Мақсат қосу',
  'export.empty': 'Әлі ештеңе ешқайда жіберілмейді.',
} satisfies TranslationOf<typeof english>;
