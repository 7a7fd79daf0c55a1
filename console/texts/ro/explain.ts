import type { TranslationOf } from '../catalogue.ts';
import type { explain as english } from '../en/explain.ts';

/* The view Explain. */
export const explain = {
  'explain.read-only': 'Această pagină doar citește: nu modifică și nu trimite nimic.',
  'explain.way': 'Ce se explică',
  'explain.way-flow': 'Fluxul meu nu a pornit',
  'explain.way-event': 'Un eveniment',
  'explain.flow': 'Fluxul',
  'explain.choose': 'Alegeți un flux',
  'explain.option': '{name} – {trigger}: {waits}',
  'explain.no-flows': 'Niciun flux nu așteaptă nimic în acest mediu.',
  'explain.empty': 'Alegeți un flux. Pagina arată apoi ce așteaptă, ce s-a întâmplat și ce i s-a comunicat.',
  'explain.open-flow': 'Deschideți fluxul în Power Automate',

  'explain.verdict': 'Cea mai bună explicație',
  'explain.known': 'Ce se știe',
  'explain.waits': 'Așteaptă',
  'explain.since': 'Așteaptă din',

  'explain.active': 'Abonamentul este activ.',
  'explain.attempts-failed': 'Ultimele încercări de a anunța fluxul au eșuat, la rând: {count}.',
  'explain.failing':
    'Destinatarul eșuează în continuare, așa că livrările așteaptă. Se reîncearcă automat și le primește pe toate când răspunde.',
  'explain.dormant': 'Fluxul este oprit. Porniți-l, apoi activați abonamentul și reluați ce a pierdut.',
  'explain.disabled': 'Abonamentul a fost dezactivat. Activați-l și reluați ce a pierdut.',
  'explain.gone': 'Fluxul nu mai acceptă acest abonament. Salvați fluxul din nou: astfel se creează unul nou.',

  'explain.events-none':
    'Niciun eveniment nu a menționat mediul {environment}. Fie nu se trimit evenimente, fie mediul din flux este greșit.',
  'explain.events': 'Evenimentele mediului sosesc.',
  'explain.not-named': 'Niciun eveniment nu a menționat „{name}”. Numele din flux este corect? Sunt cunoscute: {known}',
  'explain.not-named-none': 'Niciun eveniment nu a menționat „{name}” și nimic altceva de acest fel.',
  'explain.no-run': 'Nicio astfel de reîmprospătare nu a fost raportată încă.',
  'explain.run-matches': '{name}: ultima rulare s-a încheiat cu „{status}”, ceea ce fluxul așteaptă.',
  'explain.run-other': '{name}: ultima rulare s-a încheiat cu „{status}”, ceea ce fluxul nu așteaptă.',
  'explain.run-submission': '{name}: ultima rulare nu a fost pornită în modul pe care îl așteaptă fluxul.',
  'explain.below': '{name} are valoarea {value}: până la {threshold} lipsesc {missing}.',
  'explain.at': '{name} are valoarea {value}. Acesta este pragul, nu peste el.',
  'explain.above-crossed': '{name} are valoarea {value} și a trecut de {threshold}.',
  'explain.above':
    '{name} are valoarea {value}, peste {threshold}, și nu este păstrată nicio trecere de când așteaptă fluxul. Era peste prag dinainte sau de la prima valoare. Se declanșează din nou după o valoare care nu depășește {threshold}.',

  'explain.firings': 'Ultimele declanșări și ce i s-a comunicat acestui flux',
  'explain.this-firing': 'Această declanșare',
  'explain.fired-none': 'Nimic de acest fel nu s-a declanșat de când se păstrează înregistrări.',
  'explain.before': 'Declanșat înainte ca fluxul să aștepte',
  'explain.other-source': 'Din altă sursă de date decât cea pe care o așteaptă fluxul',
  'explain.not-crossed': 'Nu a trecut de {threshold}: a crescut de la {from} la {to}',
  'explain.other-trigger': 'De la alt declanșator decât cel al fluxului',
  'explain.other-run': 'S-a încheiat sau a fost pornită altfel decât așteaptă fluxul',
  'explain.no-delivery': 'Nicio livrare nu este păstrată',
  'explain.was-delivered':
    'Ultima declanșare a fost livrată. Dacă fluxul nu a făcut nimic, rularea lui din Power Automate arată de ce.',
  'explain.was-dead': 'Livrarea ultimei declanșări a fost abandonată: {reason}',
  'explain.is-under-way': 'Ultima declanșare este pe drum.',
  'explain.all-well': 'Totul este în regulă: de atunci nu s-a întâmplat nimic din ce așteaptă fluxul.',
  'explain.open-run': 'Rularea fluxului',

  'explain.queue': 'Tipul evenimentului',
  'explain.queue-refresh-status': 'Starea reîmprospătării',
  'explain.queue-metric-change': 'Modificare de valoare',
  'explain.event': 'Evenimentul, ca JSON',
  'explain.event-hint': 'Un eveniment, o matrice de evenimente sau un mesaj așa cum îl scrie Customer Insights.',
  'explain.example': 'Completați un exemplu',
  'explain.do': 'Explicați',
  'explain.no-json': 'Acesta nu este JSON. Lipiți tot textul evenimentului.',
  'explain.for': 'Pentru un flux',
  'explain.any-flow': 'Niciun flux anume',
  'explain.results': 'Ce s-a întâmplat cu el',
  'explain.fired': 'A declanșat',
  'explain.passed': 'Nu a declanșat nimic',
  'explain.not-seen': 'Nevăzut',
  'explain.ignored': 'Ignorat',
  'explain.dead-letter': 'Nu poate fi citit',
  'explain.open-firing': 'Deschideți declanșarea',
  'explain.told': 'Acest flux: {reason}',
} satisfies TranslationOf<typeof english>;
