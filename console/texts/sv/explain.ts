import type { TranslationOf } from '../catalogue.ts';
import type { explain as english } from '../en/explain.ts';

/* The view Explain. */
export const explain = {
  'explain.read-only': 'Den här sidan läser bara: den ändrar inget och skickar inget.',
  'explain.way': 'Vad som ska förklaras',
  'explain.way-flow': 'Mitt flöde startade inte',
  'explain.way-event': 'En händelse',
  'explain.flow': 'Flöde',
  'explain.choose': 'Välj ett flöde',
  'explain.option': '{name} – {trigger}: {waits}',
  'explain.no-flows': 'Inget flöde väntar på något i den här miljön.',
  'explain.empty': 'Välj ett flöde. Sidan visar sedan vad det väntar på, vad som har hänt och vad det fick veta.',
  'explain.open-flow': 'Öppna flödet i Power Automate',

  'explain.verdict': 'Den bästa förklaringen',
  'explain.known': 'Vad som är känt',
  'explain.waits': 'Väntar på',
  'explain.since': 'Väntar sedan',

  'explain.active': 'Prenumerationen är aktiv.',
  'explain.attempts-failed': 'De senaste försöken att meddela flödet misslyckades, i rad: {count}.',
  'explain.failing':
    'Mottagaren fortsätter att misslyckas, så leveranserna väntar. Den prövas igen av sig själv och får alla när den svarar.',
  'explain.dormant':
    'Flödet är avstängt. Slå på det, aktivera sedan prenumerationen och spela upp det som har missats.',
  'explain.disabled': 'Prenumerationen inaktiverades. Aktivera den och spela upp det som har missats.',
  'explain.gone': 'Flödet tar inte längre emot den här prenumerationen. Spara flödet igen: då skapas en ny.',

  'explain.events-none':
    'Ingen händelse har nämnt miljön {environment}. Antingen skickas inga händelser eller så är miljön i flödet fel.',
  'explain.events': 'Miljöns händelser kommer fram.',
  'explain.not-named': 'Ingen händelse har nämnt ”{name}”. Är namnet i flödet rätt? De här är kända: {known}',
  'explain.not-named-none': 'Ingen händelse har nämnt ”{name}” eller något annat av samma slag.',
  'explain.no-run': 'Ingen sådan uppdatering har rapporterats ännu.',
  'explain.run-matches': '{name}: den senaste körningen slutade med ”{status}”, som flödet väntar på.',
  'explain.run-other': '{name}: den senaste körningen slutade med ”{status}”, som flödet inte väntar på.',
  'explain.run-submission': '{name}: den senaste körningen startades inte på det sätt som flödet väntar på.',
  'explain.below': '{name} är {value}: {missing} saknas till {threshold}.',
  'explain.at': '{name} är {value}. Det är tröskelvärdet och inte över det.',
  'explain.above-crossed': '{name} är {value} och har passerat {threshold}.',
  'explain.above':
    '{name} är {value}, som är över {threshold}, och ingen passage sedan flödet började vänta är sparad. Det låg över redan tidigare eller från första värdet. Det utlöses igen efter ett värde på eller under {threshold}.',

  'explain.firings': 'De senaste utlösningarna och vad flödet fick veta',
  'explain.this-firing': 'Den här utlösningen',
  'explain.fired-none': 'Inget sådant har utlösts så länge uppgifter har sparats.',
  'explain.before': 'Utlöstes innan flödet väntade',
  'explain.other-source': 'Från en annan datakälla än den som flödet väntar på',
  'explain.not-crossed': 'Passerade inte {threshold}: det steg från {from} till {to}',
  'explain.other-trigger': 'Från en annan utlösare än flödets',
  'explain.other-run': 'Slutade eller startades på ett annat sätt än flödet väntar på',
  'explain.no-delivery': 'Ingen leverans är sparad',
  'explain.was-delivered':
    'Den senaste utlösningen levererades. Om flödet inte gjorde något visar dess körning i Power Automate varför.',
  'explain.was-dead': 'Den senaste utlösningen gavs upp: {reason}',
  'explain.is-under-way': 'Den senaste utlösningen är på väg.',
  'explain.all-well': 'Allt är som det ska: inget som flödet väntar på har hänt sedan dess.',
  'explain.open-run': 'Flödets körning',

  'explain.queue': 'Typ av händelse',
  'explain.queue-refresh-status': 'Uppdateringsstatus',
  'explain.queue-metric-change': 'Ändrat värde',
  'explain.event': 'Händelse, som JSON',
  'explain.event-hint': 'En händelse, en matris av dem eller ett meddelande som Customer Insights skriver det.',
  'explain.example': 'Fyll i ett exempel',
  'explain.do': 'Förklara',
  'explain.no-json': 'Det här är inte JSON. Klistra in hela händelsens text.',
  'explain.for': 'För ett flöde',
  'explain.any-flow': 'Inget särskilt flöde',
  'explain.results': 'Vad som hände med den',
  'explain.fired': 'Utlöste',
  'explain.passed': 'Utlöste inget',
  'explain.not-seen': 'Inte sedd',
  'explain.ignored': 'Ignorerad',
  'explain.dead-letter': 'Kan inte läsas',
  'explain.open-firing': 'Öppna utlösningen',
  'explain.told': 'Det här flödet: {reason}',
} satisfies TranslationOf<typeof english>;
