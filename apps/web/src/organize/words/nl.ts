import type { DeskWords } from './en.js';
import { measuresOf } from './measures.js';

const { length, number } = measuresOf('nl');

export const nl: DeskWords = {
  organize: 'Organiseren',
  save: 'Opslaan',
  create: 'Aanmaken',
  edit: 'Wijzigen',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  close: 'Sluiten',
  cancel: 'Annuleren',
  optional: 'niet verplicht',
  loading: 'Een ogenblik…',
  failed: 'Dat is niet gelukt',
  invalid: 'Dit is niet te lezen. Kijk er nog eens naar.',
  required: 'Vul dit in.',
  stale: 'De server is nu niet bereikbaar. Wat hier staat kan wat oud zijn.',
  attendeePage: 'Pagina van het publiek',
  states: {
    offline: 'Niet in de lucht',
    starting: 'Begint',
    live: 'In de lucht',
    away: 'Onderbroken',
    ended: 'Voorbij',
  },
  talkStates: { planned: 'Gepland', live: 'Nu', ended: 'Voorbij', cancelled: 'Afgelast' },

  claim: {
    title: 'Organisator worden',
    why: 'Deze link maakt deze browser de organisator van deze Lectern. Hij werkt één keer.',
    take: 'De link in deze browser gebruiken',
    taking: 'Een ogenblik…',
    usedTitle: 'Deze link is opgebruikt',
    used: 'Een organisatorlink werkt één keer. Deze is al gebruikt, of hij is te oud.',
    usedNext:
      'Was u het zelf, in deze browser, ga dan verder naar uw evenementen. Vraag anders een nieuwe aan wie deze Lectern beheert.',
    noToken:
      'Het einde van dit adres ontbreekt. Kopieer de hele link, van https tot de laatste letter.',
    toEvents: 'Naar mijn evenementen',
  },

  events: {
    title: 'Evenementen',
    none: 'Er is nog geen evenement.',
    noneWhy:
      'Een evenement is een conferentie of een reeks lezingen. Het heeft podia, en op de podia staan lezingen.',
    fresh: 'Nieuw evenement',
    closed: 'U bent hier geen organisator',
    closedWhy:
      'Open de organisatorlink die Lectern bij de eerste start heeft getoond. Hij werkt één keer per browser.',
    live: 'Nu in de lucht',
    noTalks: 'Nog geen lezingen',
  },

  event: {
    form: 'Nieuw evenement',
    title: 'Titel',
    slug: 'Adres',
    slugHint: (slug) =>
      `De pagina van het evenement wordt /e/${slug || '…'}. Dat kan later niet worden gewijzigd.`,
    slugWrong: 'Ten minste vier tekens uit a tot z, 0 tot 9 en _.',
    description: 'Beschrijving',
    timeZone: 'Tijdzone',
    timeZoneHint: 'Alle tijden van het programma gelden op deze klokken.',
    timeZoneWrong: 'Dit is geen tijdzone. Kies er een uit de lijst, zoals Europe/Amsterdam.',
    languages: 'Gesproken talen',
    languagesWrong: 'Kies er ten minste één.',
    stages: 'Podia',
    noStages: 'Dit evenement heeft nog geen podium. Een podium is één plek met één uitzending.',
    programme: 'Programma',
    noTalks: 'Er is nog geen lezing gepland.',
    noTalksYetStage: 'Maak eerst een podium; lezingen staan op podia.',
    watching: (count) => `${number(count)} kijken`,
    times: (zone) => `De tijden zijn die van ${zone}.`,
  },

  room: {
    fresh: 'Nieuw podium',
    edit: 'Podium wijzigen',
    title: 'Naam',
    slug: 'Adres',
    slugHint: (slug) =>
      `De pagina van het podium eindigt op /${slug || '…'}. Dat kan later niet worden gewijzigd.`,
    packager: 'Packager',
    packagers: { owncast: 'Owncast', ladder: 'ffmpeg-ladder' },
    packagerHint: 'Een wijziging geldt vanaf de volgende uitzending.',
    packagerDefault: 'Wat deze machine biedt',
    latency: 'Vertraging',
    latencies: [
      'Kortste vertraging (vraagt goede netwerken)',
      'Korte vertraging',
      'Evenwichtig',
      'Rustig',
      'Rustigst (voor zwakke netwerken)',
    ],
  },

  talk: {
    fresh: 'Nieuwe lezing',
    edit: 'Lezing wijzigen',
    title: 'Titel',
    speakers: 'Sprekers',
    speakersHint: 'Eén naam per regel.',
    abstract: 'Samenvatting',
    stage: 'Podium',
    start: 'Begint',
    end: 'Eindigt',
    zoneHint: (zone) => `Klokken van ${zone}.`,
    endWrong: 'Het einde moet na het begin liggen.',
    language: 'Taal',
    begin: 'Lezing beginnen',
    finish: 'Lezing beëindigen',
    resume: 'Verder',
    cancelTalk: 'Lezing afgelasten',
    restore: 'Terug in het programma',
    cancelTitle: 'Deze lezing afgelasten?',
    cancelWhy: (title) =>
      `Het publiek krijgt te horen dat “${title}” niet doorgaat. U kunt dat later terugdraaien.`,
    cancelNo: 'Laten doorgaan',
    now: 'Nu',
    next: 'Straks',
    noneNow: 'Er is geen lezing begonnen.',
    noneNext: 'Op dit podium is niets meer gepland.',
    since: (clock, until) => `${clock} tot ${until}`,
    late: (ms) => `${length(ms)} over tijd`,
    left: (ms) => `nog ${length(ms)}`,
    startsIn: (ms) => `begint over ${length(ms)}`,
    shouldHave: (ms) => `had ${length(ms)} geleden moeten beginnen`,
  },

  light: {
    levels: { idle: 'Rust', good: 'Alles in orde', warn: 'Kijk hiernaar', bad: 'Storing' },
    asking: 'Het podium wordt gevraagd hoe het gaat…',
    offlineHere:
      'Deze pagina is de server kwijt en komt vanzelf terug. De uitzending heeft er geen last van.',
    notYours: 'U modereert hier. Hoe het met het podium zelf gaat, zien de organisatoren.',
    neverHeard:
      'Er heeft zich nog geen podiummachine gemeld. Niets kan de lucht in tot het podiumproces draait en deze server bereikt.',
    hostSilent: (ms) =>
      `De podiummachine heeft zich al ${length(ms)} niet gemeld. Wat in de lucht is gaat door, maar deze pagina ziet het niet. Kijk of het podiumproces draait.`,
    offline:
      'Er is niets in de lucht. Start uw encoder met de sleutel van dit podium, dan verschijnt hier het beeld.',
    ended: 'De uitzending is voorbij. Start uw encoder opnieuw wanneer u wilt.',
    starting: 'Een encoder heeft zich verbonden. Het eerste beeld komt over enkele seconden.',
    away: (ms) =>
      `De verbinding van de encoder viel ${length(ms)} geleden weg. Het publiek ziet een wachtbeeld; de uitzending gaat verder zodra de encoder terug is.`,
    encoderSilent: (ms) =>
      `De encoder heeft al ${length(ms)} niets gestuurd. Komt hij niet terug, kijk dan naar zijn netwerk.`,
    packagerRestarting:
      'De packager wordt opnieuw gestart. Het publiek merkt misschien een korte pauze; er is niets te doen.',
    tooSlow: (speed) =>
      `Deze machine codeert op ${number(speed, 2)} keer de nodige snelheid. Het publiek raakt achter: laat het grootste beeld weg, of stop ander werk erop.`,
    listedLate: (ms) =>
      `Nieuw beeld bereikt het publiek ${length(ms)} te laat. De machine of haar schijf heeft het te druk.`,
    talkNotStarted: (title) =>
      `In de lucht, maar ‘${title}’ had moeten beginnen, en niemand heeft de lezing gestart.`,
    fine: (ms) => `Al ${length(ms)} in de lucht. Alles is zoals het hoort.`,
    actions: { key: 'Streamsleutel', steps: 'Encoder instellen', talk: 'Lezing beginnen' },
  },

  desk: {
    picture: 'Beeld',
    noPicture: 'Hier verschijnt het beeld zodra een encoder in de lucht is.',
    waits: {
      loading: 'Het beeld wordt geladen…',
      waiting: 'Deze verbinding is traag; het beeld gaat vanzelf verder.',
      retrying: 'Het beeld is nu niet te krijgen; het wordt opnieuw geprobeerd.',
      unplayable: 'Deze browser kan de uitzending niet afspelen.',
      playing: null,
      paused: null,
      ended: null,
    },
    play: 'Afspelen',
    soundOn: 'Geluid aan',
    soundOff: 'Geluid uit',
    encoder: 'Encoder',
    noEncoder: 'Er is er geen verbonden.',
    kbps: (kbps) =>
      kbps >= 1_000 ? `${number(kbps / 1_000, 1)} Mbit/s` : `${number(kbps)} kbit/s`,
    fps: (fps) => `${number(fps, 1)} beelden/s`,
    size: (width, height) => (width === 0 ? 'geen beeld' : `${width} × ${height}`),
    codecs: (video, audio) => [video, audio].filter(Boolean).join(' + '),
    since: (ms) => `al ${length(ms)}`,
    from: (address) => `van ${address}`,
    bitrate: 'Bitsnelheid van de laatste minuten',
    packager: 'Packager',
    noPackager: 'Hij begint met de encoder.',
    packagerStates: {
      starting: 'begint',
      running: 'draait',
      restarting: 'wordt opnieuw gestart',
      stopped: 'gestopt',
    },
    audioOnly: 'alleen geluid',
    speed: (speed) => `${number(speed, 2)}× werkelijke tijd`,
    lag: (ms) => `${number(ms / 1_000, 1)} s tot de afspeellijst`,
    restarts: (count) =>
      count === 0
        ? 'geen herstarts'
        : count === 1
          ? 'één keer herstart'
          : `${number(count)} keer herstart`,
    audience: 'Publiek',
    viewers: (count) => number(count),
    watching: 'kijken nu',
    viewersOver: 'Publiek sinds deze pagina open is',
    delay: (ms) => `${number(ms / 1_000)} s achter het podium`,
    faults: 'Wat er is gebeurd',
    faultAgo: (ms) => `${length(ms)} geleden`,
    back: 'Evenement',
    noStage: 'Dit podium is er niet in dit evenement.',
  },

  key: {
    title: 'Streamsleutel',
    address: 'Server (RTMP-adres)',
    key: 'Streamsleutel',
    none: 'Dit podium heeft nog geen sleutel.',
    make: 'Sleutel maken',
    exists: (hint, when) =>
      `Er is een sleutel die eindigt op …${hint}, gemaakt ${when}. Hij is één keer getoond en niet bewaard.`,
    rotate: 'Nieuwe sleutel maken',
    rotateTitle: 'Nieuwe sleutel maken?',
    rotateWhy:
      'Met de oude sleutel komt niemand meer binnen. Een encoder die ermee in de lucht is mag nog hoogstens tien minuten doorgaan, daarna heeft hij de nieuwe nodig.',
    rotateNo: 'De oude houden',
    once: 'Deze sleutel wordt alleen nu getoond. Zet hem meteen in uw encoder; wie hem heeft kan hier de lucht in.',
    done: 'Ik heb hem',
    copyKey: 'Kopiëren: sleutel',
    copyAddress: 'Kopiëren: adres',
    steps: 'In OBS Studio',
    obs: [
      'Open Instellingen, dan Stream.',
      'Dienst: Aangepast…',
      'Server: het RTMP-adres hierboven. Streamsleutel: de sleutel.',
      'Onder Uitvoer: keyframe-interval 2 s, bitsnelheidsregeling CBR.',
      'Druk op Stream starten. Deze pagina wordt groen als het beeld er is.',
    ],
    other: 'Elke andere RTMP-encoder werkt ook: beeld in H.264, geluid in AAC.',
  },

  moderate: {
    panel: 'Chat en vragen',
    chat: 'Chat',
    questions: 'Vragen',
    rules: 'Regels',
    keysHint: 'Pijlen kiezen een regel.',
    chatKeys: 'Toetsen op een bericht: Delete verwijdert het, M dempt de schrijver.',
    questionKeys:
      'Toetsen op een vraag: N wordt nu beantwoord, D is klaar, P zet vast, Delete verwijdert.',
    empty: 'Nog niemand heeft geschreven.',
    emptyQuestions: 'Nog niemand heeft iets gevraagd.',
    removed: 'Bericht verwijderd',
    remove: 'Verwijderen',
    mute: '10 min dempen',
    unmute: 'Weer toelaten',
    muted: 'gedempt',
    host: 'Organisator',
    guest: 'Iemand',
    fresh: (count) => `${number(count)} nieuw`,
    votes: (count) => `${number(count)} ${count === 1 ? 'stem' : 'stemmen'}`,
    pinned: 'Vastgezet',
    answering: 'Wordt beantwoord',
    answered: (count) => `Beantwoord (${number(count)})`,
    toAnswering: 'Nu',
    toAnswered: 'Klaar',
    toOpen: 'Weer openen',
    pin: 'Vastzetten',
    unpin: 'Losmaken',
    chatOpen: 'De chat is open',
    questionsOpen: 'Vragen zijn mogelijk',
    slow: 'Langzame modus',
    slowHint: 'Hoe lang iedereen wacht tussen twee berichten.',
    slowOff: 'Uit',
    slowEvery: (ms) => `Elke ${length(ms)} één bericht`,
    away: 'Chat en vragen verbinden opnieuw.',
  },
};
