/// What a program, or a page's own client, meets when it calls a Space.
extension TriageRules {
    /// Calls of a Space by program: the page answers, the API does not.
    static let client: [TriageRule] = [
        TriageRule(
            id: "client.private",
            date: "2026",
            source: "gradio_client/client.py, @gradio/client",
            needles: [
                "Could not find Space:", "If it is a private or gated Space", "Could not load credentials",
                "as credentials were not provided",
                "Could not resolve app config", "Could not get space status", "Space metadata could not be loaded",
                "Could not fetch config for", "Could not get Gradio config", "Could not fetch api info", "could not be loaded from config",
                "Couldn't load the Space", "Invalid repo name: ", "Could not load the Space: ", "The current space is in the invalid state",
            ],
            bucket: .interface,
            priority: 80,
            summary: "the client could not reach the Space's API: token, private Space, or not running",
            advice: .callerToken
        ),
        TriageRule(
            id: "client.space-not-found",
            date: "2026",
            source: "huggingface_hub, called by gradio_client",
            needles: ["401 Client Error", "404 Client Error", "Repository Not Found for url"],
            requires: ["/api/spaces/"],
            bucket: .interface,
            priority: 79,
            summary: "the client may not see the Space: private, and no token, or another name",
            advice: .callerToken
        ),
        TriageRule(
            id: "client.space-config",
            date: "2026",
            source: "requests, httpx, called by gradio_client",
            needles: [".hf.space/config", ".hf.space/info", ".hf.space/gradio_api"],
            requires: ["Client Error"],
            bucket: .interface,
            priority: 79,
            summary: "the Space refuses the caller: private, and no token",
            advice: .callerToken
        ),
        // `Client error '401 Unauthorized' for url 'https://x.hf.space/gradio_api/queue/join'`
        TriageRule(
            id: "client.route",
            date: "2026",
            source: "requests, httpx, called by gradio_client",
            needles: [".hf.space/", "/gradio_api/", "/file=/tmp/gradio"],
            requires: ["for url"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .interface,
            priority: 77,
            summary: "a call of a Space's API was refused, or got no answer",
            advice: .callerToken
        ),
        // The Hub's own page in place of an answer: it shows a private Space to nobody without a token.
        TriageRule(
            id: "client.hub-page",
            date: "2023-12",
            source: "the Hub's page for what it does not show",
            needles: ["we can't find the page you are looking for", "we can\u{2019}t find the page you are looking for"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .medium,
            priority: 67,
            summary: "the called Space does not show itself to the caller: private, and no token, or another name",
            advice: .callerToken
        ),
        TriageRule(
            id: "client.endpoint",
            date: "2026",
            source: "gradio_client/client.py",
            needles: [
                "Cannot find a function with `api_name`", "Cannot find a function with api_name", "No value provided for required argument",
                "Cannot find a function named", "There is no endpoint matching", "Invalid function index", "Parameter `",
                "Too many arguments provided for the endpoint",
            ],
            places: [.page, .run],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .medium,
            priority: 68,
            summary: "the call does not fit the Space's endpoints",
            advice: .endpoint
        ),
        TriageRule(
            id: "client.refused",
            date: "2025",
            source: "gradio_client, websockets, browsers",
            needles: [
                "server rejected WebSocket connection: HTTP 40", "Not authenticated\"", "(Unauthorized)",
                "/run/predict 401", "/queue/join 401", "Invalid API token", "blocked by CORS policy", "Too many requests to the API",
                "Too many requests to the Gradio", "AuthenticationError: ",
                "Could not complete request to HuggingFace API, Status Code: 40",
            ],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .medium,
            priority: 68,
            summary: "the Space's API refused the caller",
            advice: .callerToken
        ),
        // `POST https://…/queue/join` resulted in a `404 Not Found` response: in the words of whatever client asked.
        TriageRule(
            id: "client.answer",
            date: "2025-07",
            source: "clients in PHP, Go, Java, JavaScript",
            needles: ["/queue/join", "/queue/data", "/run/predict", "/api/predict", "/call/predict", "/gradio_api/call"],
            requiresOne: [
                "401", "403", "404", "405", "422", "429", "500", "502", "503", "504", "Not Found", "Unauthorized", "Forbidden", "failed",
                "refused", "timed out",
            ],
            places: [.page],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .low,
            priority: 37,
            summary: "a call of a Space's API was refused, or got no answer",
            advice: .callerToken
        ),
        // What a browser's console or a page's own client shows of a call.
        TriageRule(
            id: "client.browser",
            date: "2024",
            source: "browsers, axios",
            needles: [
                "Connection errored out", "Could not parse server response", "WebSocket connection to '", "invalid upgrade response",
                ".hf.space/queue/", "AxiosError: Request failed with status", "AxiosError: Network Error", "hf.space/embed/",
                ".hf.space/run/predict",
                ".hf.space/api/predict", "the server responded with a status of 4",
                "the server responded with a status of 5",
            ],
            places: [.page],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .low,
            priority: 38,
            summary: "a call of the Space's API failed",
            advice: .callerToken
        ),
        TriageRule(
            id: "client.queue",
            date: "2025",
            source: "gradio/queueing.py",
            needles: [
                "Queue is stopped", "Queue is full", "This application is currently busy", "This application is too busy",
                "Event not found in queue", "'Event not found'", "Session not found",
            ],
            places: [.page],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .medium,
            priority: 40,
            summary: "the app's queue takes no more calls, or lost this one",
            advice: .busyQueue
        ),
        // `gr.load` of another Space: the exception's text stays in that Space's log.
        TriageRule(
            id: "client.hidden",
            date: "2023-11",
            source: "gradio/queueing.py",
            needles: ["raise Exception(str(error) if show_error else None)"],
            places: [.page, .run],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .low,
            priority: 33,
            summary: "a call failed, and the app keeps the reason to itself",
            advice: .upstream
        ),
        // The Space itself runs; the exception came from the app that was called, and its text says more where it has one.
        TriageRule(
            id: "client.upstream",
            date: "2025",
            source: "gradio_client/client.py",
            needles: ["The upstream Gradio app has raised an exception"],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .low,
            priority: 35,
            summary: "the called app raised an exception that its page may not show",
            advice: .upstream
        ),
    ]
}
