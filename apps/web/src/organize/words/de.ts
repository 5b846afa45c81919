import type { DeskWords } from './en.js';
import { measuresOf } from './measures.js';

const { length, number } = measuresOf('de');

export const de: DeskWords = {
  organize: 'Veranstalten',
  save: 'Speichern',
  create: 'Anlegen',
  edit: 'Ändern',
  copy: 'Kopieren',
  copied: 'Kopiert',
  close: 'Schließen',
  cancel: 'Abbrechen',
  optional: 'freiwillig',
  loading: 'Einen Moment…',
  failed: 'Das hat nicht geklappt',
  invalid: 'Das ist nicht zu lesen. Bitte noch einmal ansehen.',
  required: 'Bitte ausfüllen.',
  stale: 'Der Server ist gerade nicht zu erreichen. Was hier steht, kann etwas alt sein.',
  attendeePage: 'Seite des Publikums',
  states: {
    offline: 'Nicht auf Sendung',
    starting: 'Beginnt',
    live: 'Auf Sendung',
    away: 'Unterbrochen',
    ended: 'Vorbei',
  },
  talkStates: { planned: 'Geplant', live: 'Jetzt', ended: 'Vorbei', cancelled: 'Abgesagt' },

  claim: {
    title: 'Veranstalter werden',
    why: 'Dieser Link macht diesen Browser zum Veranstalter dieses Lecterns. Er gilt einmal.',
    take: 'Den Link in diesem Browser verwenden',
    taking: 'Einen Moment…',
    usedTitle: 'Dieser Link ist verbraucht',
    used: 'Ein Veranstalter-Link gilt einmal. Dieser wurde schon verwendet, oder er ist zu alt.',
    usedNext:
      'Waren Sie es selbst, in diesem Browser, dann geht es hier zu Ihren Veranstaltungen. Sonst bitten Sie den, der dieses Lectern betreibt, um einen neuen.',
    noToken:
      'Dieser Adresse fehlt das Ende. Kopieren Sie den ganzen Link, von https bis zum letzten Buchstaben.',
    toEvents: 'Zu meinen Veranstaltungen',
  },

  events: {
    title: 'Veranstaltungen',
    none: 'Es gibt noch keine Veranstaltung.',
    noneWhy:
      'Eine Veranstaltung ist eine Tagung oder eine Vortragsreihe. Sie hat Bühnen, und auf den Bühnen stehen Vorträge.',
    fresh: 'Neue Veranstaltung',
    closed: 'Hier sind Sie kein Veranstalter',
    closedWhy:
      'Öffnen Sie den Veranstalter-Link, den Lectern beim ersten Start ausgegeben hat. Er gilt einmal je Browser.',
    live: 'Jetzt auf Sendung',
    noTalks: 'Noch keine Vorträge',
  },

  event: {
    form: 'Neue Veranstaltung',
    title: 'Titel',
    slug: 'Adresse',
    slugHint: (slug) =>
      `Die Seite der Veranstaltung wird /e/${slug || '…'}. Das lässt sich später nicht ändern.`,
    slugWrong: 'Bitte mindestens vier Zeichen aus a bis z, 0 bis 9 und _.',
    description: 'Beschreibung',
    timeZone: 'Zeitzone',
    timeZoneHint: 'Alle Zeiten des Programms gelten nach diesen Uhren.',
    timeZoneWrong: 'Das ist keine Zeitzone. Wählen Sie eine der Liste, etwa Europe/Berlin.',
    languages: 'Gesprochene Sprachen',
    languagesWrong: 'Wählen Sie mindestens eine.',
    stages: 'Bühnen',
    noStages:
      'Diese Veranstaltung hat noch keine Bühne. Eine Bühne ist ein Ort mit einer Übertragung.',
    programme: 'Programm',
    noTalks: 'Es ist noch kein Vortrag geplant.',
    noTalksYetStage: 'Legen Sie zuerst eine Bühne an; Vorträge stehen auf Bühnen.',
    watching: (count) => `${number(count)} sehen zu`,
    times: (zone) => `Die Zeiten sind die von ${zone}.`,
  },

  room: {
    fresh: 'Neue Bühne',
    edit: 'Bühne ändern',
    title: 'Name',
    slug: 'Adresse',
    slugHint: (slug) =>
      `Die Seite der Bühne wird auf /${slug || '…'} enden. Das lässt sich später nicht ändern.`,
    packager: 'Packager',
    packagers: { owncast: 'Owncast', ladder: 'ffmpeg-Leiter' },
    packagerHint: 'Eine Änderung gilt ab der nächsten Übertragung.',
    packagerDefault: 'Was dieser Rechner bietet',
    latency: 'Verzögerung',
    latencies: [
      'Kürzeste Verzögerung (braucht gute Netze)',
      'Kurze Verzögerung',
      'Ausgewogen',
      'Ruhig',
      'Am ruhigsten (für schwache Netze)',
    ],
  },

  talk: {
    fresh: 'Neuer Vortrag',
    edit: 'Vortrag ändern',
    title: 'Titel',
    speakers: 'Vortragende',
    speakersHint: 'Ein Name je Zeile.',
    abstract: 'Zusammenfassung',
    stage: 'Bühne',
    start: 'Beginn',
    end: 'Ende',
    zoneHint: (zone) => `Uhren von ${zone}.`,
    endWrong: 'Das Ende muss nach dem Beginn liegen.',
    language: 'Sprache',
    begin: 'Vortrag beginnen',
    finish: 'Vortrag beenden',
    resume: 'Weiter',
    cancelTalk: 'Vortrag absagen',
    restore: 'Wieder ins Programm',
    cancelTitle: 'Diesen Vortrag absagen?',
    cancelWhy: (title) =>
      `Dem Publikum wird gesagt, dass „${title}“ nicht stattfindet. Sie können das später zurücknehmen.`,
    cancelNo: 'Nicht absagen',
    now: 'Jetzt',
    next: 'Dann',
    noneNow: 'Es läuft kein Vortrag.',
    noneNext: 'Auf dieser Bühne ist nichts mehr geplant.',
    since: (clock, until) => `${clock} bis ${until}`,
    late: (ms) => `${length(ms)} über der Zeit`,
    left: (ms) => `noch ${length(ms)}`,
    startsIn: (ms) => `beginnt in ${length(ms)}`,
    shouldHave: (ms) => `hätte vor ${length(ms)} beginnen sollen`,
  },

  light: {
    levels: { idle: 'Ruhe', good: 'Alles in Ordnung', warn: 'Bitte ansehen', bad: 'Störung' },
    asking: 'Die Bühne wird gefragt, wie es ihr geht…',
    offlineHere:
      'Diese Seite hat den Server verloren und kommt von selbst zurück. Die Übertragung ist nicht betroffen.',
    notYours: 'Sie moderieren hier. Wie es der Bühne selbst geht, sehen ihre Veranstalter.',
    neverHeard:
      'Es hat sich noch kein Bühnenrechner gemeldet. Nichts kann auf Sendung gehen, bis der Bühnenprozess läuft und diesen Server erreicht.',
    hostSilent: (ms) =>
      `Der Bühnenrechner hat sich seit ${length(ms)} nicht gemeldet. Was auf Sendung ist, läuft weiter, aber diese Seite sieht es nicht. Prüfen Sie, ob der Bühnenprozess läuft.`,
    offline:
      'Nichts ist auf Sendung. Starten Sie Ihren Encoder mit dem Schlüssel dieser Bühne, dann erscheint hier das Bild.',
    ended: 'Die Übertragung ist vorbei. Starten Sie Ihren Encoder wieder, wann immer Sie möchten.',
    starting: 'Ein Encoder hat sich verbunden. Das erste Bild kommt in wenigen Sekunden.',
    away: (ms) =>
      `Die Verbindung des Encoders riss vor ${length(ms)} ab. Das Publikum sieht ein Standbild; die Übertragung geht weiter, sobald der Encoder zurück ist.`,
    encoderSilent: (ms) =>
      `Der Encoder hat seit ${length(ms)} nichts gesendet. Kommt er nicht zurück, sehen Sie nach seinem Netz.`,
    packagerRestarting:
      'Der Packager wird neu gestartet. Das Publikum merkt vielleicht eine kurze Pause; zu tun ist nichts.',
    tooSlow: (speed) =>
      `Dieser Rechner kodiert mit dem ${number(speed, 2)}-Fachen der nötigen Geschwindigkeit. Das Publikum fällt zurück: Lassen Sie das größte Bild weg, oder beenden Sie andere Arbeit auf ihm.`,
    listedLate: (ms) =>
      `Neues Bild erreicht das Publikum ${length(ms)} zu spät. Der Rechner oder seine Platte ist überlastet.`,
    talkNotStarted: (title) =>
      `Auf Sendung, aber „${title}“ hätte beginnen sollen, und niemand hat ihn gestartet.`,
    fine: (ms) => `Seit ${length(ms)} auf Sendung. Alles ist, wie es sein soll.`,
    actions: {
      key: 'Stream-Schlüssel',
      steps: 'Encoder einrichten',
      talk: 'Vortrag beginnen',
    },
  },

  desk: {
    picture: 'Bild',
    noPicture: 'Hier erscheint das Bild, sobald ein Encoder auf Sendung ist.',
    waits: {
      loading: 'Das Bild wird geladen…',
      waiting: 'Diese Verbindung ist langsam; das Bild geht von selbst weiter.',
      retrying: 'Das Bild ist gerade nicht zu bekommen; es wird weiter versucht.',
      unplayable: 'Dieser Browser kann die Übertragung nicht abspielen.',
      playing: null,
      paused: null,
      ended: null,
    },
    play: 'Abspielen',
    soundOn: 'Ton an',
    soundOff: 'Ton aus',
    encoder: 'Encoder',
    noEncoder: 'Keiner ist verbunden.',
    kbps: (kbps) =>
      kbps >= 1_000 ? `${number(kbps / 1_000, 1)} Mbit/s` : `${number(kbps)} kbit/s`,
    fps: (fps) => `${number(fps, 1)} Bilder/s`,
    size: (width, height) => (width === 0 ? 'kein Bild' : `${width} × ${height}`),
    codecs: (video, audio) => [video, audio].filter(Boolean).join(' + '),
    since: (ms) => `seit ${length(ms)}`,
    from: (address) => `von ${address}`,
    bitrate: 'Bitrate der letzten Minuten',
    packager: 'Packager',
    noPackager: 'Er beginnt mit dem Encoder.',
    packagerStates: {
      starting: 'beginnt',
      running: 'läuft',
      restarting: 'wird neu gestartet',
      stopped: 'angehalten',
    },
    audioOnly: 'nur Ton',
    speed: (speed) => `${number(speed, 2)}× Echtzeit`,
    lag: (ms) => `${number(ms / 1_000, 1)} s bis zur Playlist`,
    restarts: (count) =>
      count === 0
        ? 'keine Neustarts'
        : count === 1
          ? 'einmal neu gestartet'
          : `${number(count)}-mal neu gestartet`,
    audience: 'Publikum',
    viewers: (count) => number(count),
    watching: 'sehen gerade zu',
    viewersOver: 'Publikum, seit diese Seite offen ist',
    delay: (ms) => `${number(ms / 1_000)} s hinter der Bühne`,
    faults: 'Was geschehen ist',
    faultAgo: (ms) => `vor ${length(ms)}`,
    back: 'Veranstaltung',
    noStage: 'Diese Bühne gibt es in dieser Veranstaltung nicht.',
  },

  key: {
    title: 'Stream-Schlüssel',
    address: 'Server (RTMP-Adresse)',
    key: 'Stream-Schlüssel',
    none: 'Diese Bühne hat noch keinen Schlüssel.',
    make: 'Schlüssel erzeugen',
    exists: (hint, when) =>
      `Es gibt einen Schlüssel, der auf …${hint} endet, erzeugt ${when}. Er wurde einmal gezeigt und nicht aufgehoben.`,
    rotate: 'Neuen Schlüssel erzeugen',
    rotateTitle: 'Neuen Schlüssel erzeugen?',
    rotateWhy:
      'Mit dem alten Schlüssel kommt niemand mehr hinein. Ein Encoder, der damit auf Sendung ist, darf noch höchstens zehn Minuten weitersenden, dann braucht er den neuen.',
    rotateNo: 'Den alten behalten',
    once: 'Dieser Schlüssel wird nur jetzt gezeigt. Tragen Sie ihn gleich in Ihren Encoder ein; wer ihn hat, kann hier auf Sendung gehen.',
    done: 'Ich habe ihn',
    copyKey: 'Kopieren: Schlüssel',
    copyAddress: 'Kopieren: Adresse',
    steps: 'In OBS Studio',
    obs: [
      'Öffnen Sie Einstellungen, dann Stream.',
      'Dienst: Benutzerdefiniert…',
      'Server: die RTMP-Adresse oben. Streamschlüssel: der Schlüssel.',
      'Unter Ausgabe: Keyframe-Intervall 2 s, Qualitätsregulierungsmethode CBR.',
      'Drücken Sie Stream starten. Diese Seite wird grün, wenn das Bild da ist.',
    ],
    other: 'Jeder andere RTMP-Encoder geht auch: Bild in H.264, Ton in AAC.',
  },

  moderate: {
    panel: 'Chat und Fragen',
    chat: 'Chat',
    questions: 'Fragen',
    rules: 'Regeln',
    keysHint: 'Pfeile wählen eine Zeile.',
    chatKeys: 'Tasten auf einer Nachricht: Entf entfernt sie, M schaltet ihren Verfasser stumm.',
    questionKeys:
      'Tasten auf einer Frage: N wird jetzt beantwortet, D ist erledigt, P heftet an, Entf entfernt.',
    empty: 'Noch hat niemand geschrieben.',
    emptyQuestions: 'Noch hat niemand gefragt.',
    removed: 'Nachricht entfernt',
    remove: 'Entfernen',
    mute: '10 min stumm',
    unmute: 'Wieder zulassen',
    muted: 'stumm',
    host: 'Veranstalter',
    guest: 'Jemand',
    fresh: (count) => `${number(count)} neue`,
    votes: (count) => `${number(count)} ${count === 1 ? 'Stimme' : 'Stimmen'}`,
    pinned: 'Angeheftet',
    answering: 'Wird beantwortet',
    answered: (count) => `Beantwortet (${number(count)})`,
    toAnswering: 'Jetzt',
    toAnswered: 'Erledigt',
    toOpen: 'Wieder öffnen',
    pin: 'Anheften',
    unpin: 'Lösen',
    chatOpen: 'Der Chat ist offen',
    questionsOpen: 'Fragen sind möglich',
    slow: 'Langsamer Modus',
    slowHint: 'Wie lange jeder zwischen zwei Nachrichten wartet.',
    slowOff: 'Aus',
    slowEvery: (ms) => `Alle ${length(ms)} eine Nachricht`,
    away: 'Chat und Fragen verbinden sich neu.',
  },
};
