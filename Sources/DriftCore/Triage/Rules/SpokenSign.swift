/// What people say of a Space where they have no log. A text has the sign if one sentence, or the whole of what it states, has a word of each group.
///
///     My duplicate doesn't work anymore but the original does.
struct SpokenSign: Sendable {
    var id: String
    /// At least one word of each; beginnings of words, so that one entry holds their endings, in lower case.
    var groups: [[String]]
    /// All of it within one sentence: a phase and how long it goes on.
    var isOfOneSentence = false
    var bucket: TriageBucket
    var layer: TriageLayer?
    var summary: String
    var advice: Advice

    static let all: [SpokenSign] = [
        SpokenSign(
            id: "spoken.duplicate",
            groups: [copy, original, failing + differing, ofDuplicate],
            bucket: .drift,
            summary: "a duplicate does not do what its original does; what is here does not show why",
            advice: .compare
        ),
        SpokenSign(
            id: "spoken.incident",
            groups: [everywhere, lasting + outage],
            bucket: .platform,
            summary: "everything of somebody's is said to fail at once; what is here does not show why",
            advice: .platformStatus
        ),
        SpokenSign(
            id: "spoken.status-page",
            groups: [["status page"], announced],
            isOfOneSentence: true,
            bucket: .platform,
            summary: "the platform's status page is said to speak of trouble",
            advice: .platformStatus
        ),
        SpokenSign(
            id: "spoken.rebuilt",
            groups: [formerly, failing + differing, unchanged],
            bucket: .drift,
            summary: "what worked does so no more, with the same code; what is here does not show why",
            advice: .compare
        ),
        SpokenSign(
            id: "spoken.interface",
            groups: [page, programs, failing + ["401", "403", "404", "422", "500"]],
            bucket: .interface,
            summary: "the page works and a program's call does not; what is here does not show why",
            advice: .callerToken
        ),
        SpokenSign(
            id: "spoken.identity",
            groups: [quota, ["gpu"], account],
            bucket: .quota,
            summary: "a quota is not counted for the account that somebody has",
            advice: .identity
        ),
        SpokenSign(
            id: "spoken.queued",
            groups: [["queued"], lasting, ofSpace],
            isOfOneSentence: true,
            bucket: .stuck,
            layer: .scheduling,
            summary: "the Space waits for its build; what is here does not show why",
            advice: .platformStatus
        ),
        SpokenSign(
            id: "spoken.building",
            groups: [["building", "сборк", "构建中", "ビルド中", "빌드"], lasting, ofSpace],
            isOfOneSentence: true,
            bucket: .stuck,
            layer: .build,
            summary: "the Space does not get beyond Building; what is here does not show why",
            advice: .findBuildLog
        ),
        SpokenSign(
            id: "spoken.starting",
            groups: [["starting", "preparing", "启动中", "起動中", "시작 중"], lasting, ofSpace],
            isOfOneSentence: true,
            bucket: .stuck,
            layer: .health,
            summary: "the Space does not come up; what is here does not show why",
            advice: .findRunLog
        ),
    ]
}

/// Words, by what they say: English, French, Spanish, Portuguese, Italian, German, Russian, Chinese, Japanese, Korean, Turkish.
extension SpokenSign {
    private static let copy = [
        "duplicat", "duplicad", "my copy", "the copy", "a copy", "my clone", "cloned", "i copied", "copia", "kopie", "dupliz", "cópia",
        "copie", "copié", "dupliq",
        "копи", "дублик", "复制", "複製", "副本", "복제", "kopya", "my version", "my fork",
    ]
    private static let everywhere = [
        "all my spaces", "all of my spaces", "all our spaces", "every space", "all spaces", "everybody's spaces",
        "tous mes spaces", "todos mis spaces", "todos os meus spaces", "alle meine spaces", "tutti i miei space", "所有空间", "所有的 space",
        "すべてのスペース", "모든 스페이스", "все мои спейсы",
    ]
    private static let outage = [
        "outage", "degraded", "incident", " is down", " are down", "en panne", "caído", "ausgefallen", "fora do ar", "упал", "宕机", "障害",
        "장애",
    ]
    private static let announced = ["outage", "degraded", "incident", "disruption"]
    /// Other things have originals and copies too.
    private static let ofDuplicate = [
        "space", "duplicat", "dupliz", "dupliq", "дублик", "спейс", "스페이스", "スペース", "空间", "复制", "複製", "副本", "복제", "my copy",
        "ma copie", "mi copia", "la mia copia", "minha cópia", "meine kopie", "моя копия", " app ", " demo",
    ]
    private static let original = ["original", "orijinal", "оригинал", "原来", "原版", "原始", "元の", "オリジナル", "원본", "source space"]
    private static let failing = [
        "doesn't", "does not", "not work", "won't", "will not", "isn't", "stopped working", "fail", "breaks", "broke", "crash", "error",
        "refuse", "ne marche", "ne fonctionne", "erreur", "plante", "no funciona", "no va", "falla", "funktioniert nicht",
        "funktionier", "geht nicht", "läuft nicht", "fehler", "non funziona", "errore", "não funciona", "erro", "не работает", "ошибк",
        "не запуска", "报错", "失败", "无法", "不能", "不行", "动不了", "動きません", "動かない", "動かなく", "エラー", "오류", "안 됩", "안 돼", "안 되", "안됩",
        "çalışmıyor", "hata ",
    ]
    private static let differing = [
        "differ", "worse", "another result", "other result", "not the same", "slower", "différent", "moins bon", "diferente", "distint",
        "peor", "pior", "andere ergeb", "anders", "schlechter", "diverso", "diversi", "peggior", "отлича", "другие", "другой результат",
        "хуже", "不一样",
        "不同",
        "違", "異な", "다릅", "다르", "다른 결과", "farklı",
    ]
    private static let formerly = [
        "worked", "used to work", "was working", "ran fine", "was fine", "fonctionnait", "marchait", "funcionaba", "funcionava", "lief ",
        "hat funktioniert", "funzionava", "работал", "之前", "以前", "昨天还", "还能用", "还好好", "動いてい", "작동했", "çalışıyordu",
    ]
    private static let unchanged = [
        "no code change", "no change", "without any change", "without changing", "without touching", "didn't change", "did not change",
        "haven't change", "haven't touch", "have not change", "not changed", "nothing changed", "same code", "same commit", "unchanged",
        "rebuild", "rebuilt", "sans rien changer", "rien changé", "rien modifié", "sin cambiar", "sem mudar", "não mudei", "unverändert",
        "nichts geändert", "senza cambiare", "не менял", "не изменял", "没改", "没有改", "没有修改", "未修改", "変更してい", "変えてい", "바꾸지", "수정하지",
    ]
    private static let page = [
        "browser", "navigateur", "navegador", "браузер", "浏览器", "ブラウザ", "브라우저", "tarayıcı", "web ui", "webui", "website", "web page",
    ]
    private static let programs = [
        " api", "api ", "gradio_client", "gradio client", "client(", "curl", "endpoint", "from python", "python script",
    ]
    private static let quota = [
        "quota", "cuota", "contingent", "kontingent", "配额", "额度", "クォータ", "лимит", "квот", "할당", "gpu limit", "gpu minutes", "gpu time",
    ]
    private static let account = [
        "logged in", "signed in", "subscriber", "pro account", "pro user", "pro member", "have pro", "pay for pro", "free tier",
        "anonymous",
        "not recogni", "doesn't recogni", "abonn", "suscri", "assinant", "assinatura", "abbonat", "eingeloggt", "angemeldet", "connecté",
        "登录", "登陆", "会员", "ログイン", "подписк", "로그인", "구독",
    ]
    /// What names a Space, or quotes its page.
    private static let ofSpace = [
        "space", "спейс", "スペース", "스페이스", "空间", "status", "statut", "estado", "статус", "状态", " page", " logs", "the log", "\"", "«", "「",
        "`", "'",
    ]
    private static let lasting = [
        "stuck", "forever", "never", "hour", " days", "since ", "still", "keeps", "endless", "infinite", "hang", "frozen",
        "doesn't finish", "won't finish", "overnight", "bloqu", "jours", "heures", "depuis", "toujours", "días", " dias", "horas",
        "no avanza", "desde", "hängt", "stunden", "tagen", " seit", "immer noch", "giorni", "da ore", "bloccat", "висит", "сутки", "часов",
        "часа", "дней", "завис", "一直", "小时", "几天", "两天", "卡在", "時間", "まま", "시간", "계속", "멈", "saattir", "gündür", "takıl",
    ]
}
