import type { TranslationOf } from '../catalogue.ts';
import type { frame as english } from '../en/frame.ts';

/* The frame around all views: top bar, navigation, dialogs. */
export const frame = {
  'frame.skip': 'Gå till innehållet',
  'frame.navigation': 'Vyer',
  'frame.menu': 'Visa eller dölj navigeringen',
  'frame.title': '{view} – {environment}',
  'frame.title-attention': '({count}) {title}',
  'frame.new-firings': { one: '{count} ny utlösning', other: '{count} nya utlösningar' },
  'frame.new-dead-letters': {
    one: '{count} nytt ej levererat meddelande',
    other: '{count} nya ej levererade meddelanden',
  },
  'frame.loading': 'Läser in',
  'frame.page-failed': 'Sidan kan inte visa detta. Läs in den igen; om det inte hjälper, kontakta din operatör.',
  'frame.outdated': 'Det finns en nyare version av den här sidan.',
  'frame.reload': 'Läs in igen',
  'frame.not-found': 'Det finns ingen sådan vy.',
  'frame.to-status': 'Gå till systemstatus',

  'nav.status': 'Systemstatus',
  'nav.export-destinations': 'Exportdestinationer',
  'nav.thresholds': 'Utlösare och tröskelvärden',
  'nav.subscriptions': 'Prenumerationer',
  'nav.firings': 'Utlösningar',
  'nav.dead-letters': 'Ej levererat',
  'nav.explain': 'Förklara',

  'frame.badge': { one: '{count} behöver åtgärdas', other: '{count} behöver åtgärdas' },

  'environment.label': 'Miljö',
  'environment.none': 'Ingen miljö',

  'refresh.label': 'Automatisk uppdatering',
  'refresh.now': 'Uppdatera nu',
  'refresh.age': 'Uppdaterat {age}',
  'refresh.never': 'Inte uppdaterat än',
  'refresh.stale': 'Läget kl. {time}: de senaste försöken att uppdatera misslyckades.',

  'language.label': 'Språk',

  'theme.label': 'Tema',
  'theme.light': 'Ljust',
  'theme.dark': 'Mörkt',
  'theme.system': 'Som systemet',

  'key.title': 'Värdnyckel',
  'key.explain': 'Appens data kräver en nyckel. Din operatör har den: en värdnyckel för funktionsappen.',
  'key.kept': 'Nyckeln finns kvar på den här fliken tills du stänger den eller loggar ut.',
  'key.label': 'Nyckel',
  'key.wrong': 'Nyckeln öppnar inte appen. Be din operatör om en värdnyckel som gäller nu.',
  'key.expired': 'Nyckeln gäller inte längre. Ange en ny.',
  'key.enter': 'Ange nyckel',
  'key.sign-in': 'Logga in',
  'key.sign-out': 'Logga ut',
  'key.needed': 'Be din operatör om en nyckel',
  'key.needed-why': 'Med en nyckel visar sidan hur dina miljöer mår och vad som meddelats till dina flöden.',
  'key.sample': 'Så ser det ut, med påhittade data',

  'help.title': 'Tangentbord',
  'help.search': 'Gå till sökrutan',
  'help.refresh': 'Uppdatera',
  'help.help': 'Visa den här hjälpen',
  'help.close': 'Stäng en ruta eller dialog',
  'help.table': 'Flytta i en tabell och öppna en rad med Retur',
  'help.arrows': 'Piltangenter',
  'help.single-keys': 'Enstaka tangenter',
} satisfies TranslationOf<typeof english>;
