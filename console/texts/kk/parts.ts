import type { TranslationOf } from '../catalogue.ts';
import type { parts as english } from '../en/parts.ts';

/* What the views share: states of lists, panes, words of status. */
export const parts = {
  'list.loading': 'Жүктелуде',
  'list.no-match': 'Бұл сүзгілерге ештеңе сәйкес келмейді.',
  'list.no-match-yet': 'Әзірге оқылғандардың ішінде сәйкесі жоқ. Әрі қарай іздеу үшін көбірек көрсетіңіз.',
  'list.clear-filters': 'Сүзгілерді тазалау',

  'error.try-again': 'Әрекетті қайталау',
  'error.network': 'Қолданба жауап бермейді. Байланысты және қолданбаның жұмыс істеп тұрғанын тексеріңіз.',
  'error.unreadable': 'Қолданба {status} күйімен және себепсіз жауап берді.',
  'error.with-code': '{message} ({code})',

  'pane.close': 'Жабу',
  'pane.copy-link': 'Сілтемені көшіру',

  'copy.named': 'Көшіру: {name}',
  'copy.done': 'Көшірілді',
  'copy.failed': 'Браузер көшіруге рұқсат бермеді. Мәтінді таңдап, өзіңіз көшіріңіз.',

  'confirm.cancel': 'Болдырмау',

  'time.exact': '{utc} UTC, осында {local}',

  'link.new-tab': '{name} (жаңа қойыншада ашылады)',

  'run.succeeded': 'Сәтті',
  'run.completedWithWarnings': 'Ескертулермен аяқталды',
  'run.failed': 'Сәтсіз',
  'run.canceled': 'Болдырылмады',
  'run.skipped': 'Өткізілген',
  'run.deleted': 'Жойылған',

  'subscription.active': 'Белсенді',
  'subscription.failing': 'Қателер бар',
  'subscription.dormant': 'Тоқтап тұр',
  'subscription.disabled': 'Ажыратылған',
  'subscription.gone': 'Аяқталған',

  'delivery.delivered': 'Жеткізілді',
  'delivery.pending': 'Кезекте',
  'delivery.retrying': 'Қайталануда',
  'delivery.waiting': 'Күтуде',
  'delivery.dead': 'Тоқтатылды',

  'trigger.data-source-refresh-failed': 'Дереккөзді жаңарту сәтсіз болды',
  'trigger.data-source-refresh-succeeded': 'Дереккөзді жаңарту сәтті болды',
  'trigger.segment-threshold-crossed': 'Сегмент шектен жоғары асты',
  'trigger.measure-threshold-crossed': 'Іскери өлшем шектен жоғары асты',
  'trigger.full-refresh-completed': 'Толық жаңарту аяқталды',
  'trigger.unification-refresh-completed': 'Бірегейлендіру аяқталды',

  'flow.create': 'Ағын жасау',
  'flow.mine': 'Менің ағындарым',
  'flow.trigger': 'Триггер',
  'flow.step-sign-in': 'Power Automate қызметіне кіріп, ағындарыңыздың ортасын таңдаңыз.',
  'flow.step-create':
    'Автоматтандырылған бұлттық ағын жасаңыз. Ұсынылған триггерлерді өткізіп жіберіп, Insight Triggers деп іздеңіз.',
  'flow.step-trigger': '«{trigger}» триггерін таңдап, төмендегі параметрлерді толтырыңыз.',
  'flow.step-actions': 'Ағын орындайтын әрекеттерді қосып, оны сақтаңыз. Содан кейін ағын осында көрінеді.',
  'flow.parameters': 'Көшірілетін параметрлер',
  'flow.environment': 'Орта',
  'flow.data-source': 'Дереккөз',
  'flow.segment': 'Сегмент',
  'flow.measure': 'Іскери өлшем',
  'flow.any-data-source': 'Ағынды кез келгені үшін бастау үшін дереккөзді бос қалдырыңыз.',
  'flow.open': 'Power Automate ашу',
  'flow.not-found': 'Insight Triggers табылмады ма? Алдымен коннекторды реттеңіз.',
} satisfies TranslationOf<typeof english>;
