/// What ends an app's start and is not drift: no pin may be proposed for these.
extension TriageRules {
    static let run: [TriageRule] = [
        TriageRule(
            id: "run.gated",
            date: "2025",
            source: "huggingface_hub",
            needles: ["Cannot access gated repo", "GatedRepoError", "You are trying to access a gated repo", "Access to model "],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 78,
            summary: "a gated model, and no token that may read it",
            advice: .setSecret
        ),
        TriageRule(
            id: "run.hub-token",
            date: "2025",
            source: "huggingface_hub, transformers",
            needles: [
                "RepositoryNotFoundError", "LocalTokenNotFoundError", "Token is required", "Invalid user token",
                "Invalid username or password",
                "Invalid credentials in Authorization header", "is not a local folder and is not a valid model identifier",
                "401 Client Error", "403 Client Error", "401 Unauthorized", "403 Forbidden",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            confidence: .medium,
            priority: 74,
            summary: "the Hub, or another service, does not accept the app's login",
            advice: .setSecret
        ),
        TriageRule(
            id: "run.api-key",
            date: "2026",
            source: "openai, anthropic, groq, google, langchain",
            needles: [
                "api_key client option must be set", "Did not find openai_api_key", "API key not found", "API_KEY is not set",
                "API key is missing",
                "No API key", "Missing API key", "Incorrect API key", "invalid_api_key", "API key not valid", "API_KEY not set",
                "API_KEY environment variable", "TOKEN environment variable", "Could not resolve authentication method",
                "environment variable is not set", "environment variable not set", "Missing required environment", "TOKEN is not set",
                "Missing environment variable", "Please set the", "secret is not set", "DefaultCredentialsError",
                "st.secrets has no key", "No secrets files found", "No secrets found",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 78,
            summary: "a secret that the app reads is not set here",
            advice: .setSecret
        ),
        TriageRule(
            id: "run.environ-key",
            date: "2026",
            source: "CPython os.py",
            needles: ["os.environ[", "raise KeyError(key) from None"],
            requires: ["KeyError: '"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 76,
            summary: "an environment variable that the app reads is not set here",
            advice: .setSecret
        ),
        TriageRule(
            id: "run.service-error",
            date: "2025",
            source: "requests, httpx, huggingface_hub",
            needles: [
                "500 Server Error", "502 Server Error", "503 Server Error", "504 Server Error", "504 Gateway Time", "502 Bad Gateway",
                "503 Service Unavailable", "429 Client Error", "429 Too Many Requests", "ReadTimeout", "ConnectTimeout", "Read timed out",
                "Max retries exceeded", "LocalEntryNotFoundError", "offlineModeIsEnabled", "OfflineModeIsEnabled", "Connection refused",
                "ConnectionError", "We couldn't connect to 'https://huggingface.co'",
            ],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            confidence: .medium,
            priority: 60,
            summary: "a service that the app asks while starting did not answer",
            advice: .network
        ),
        TriageRule(
            id: "run.permission",
            date: "2025",
            source: "CPython",
            needles: ["PermissionError: [Errno 13]", "EACCES: permission denied"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 66,
            summary: "the app writes where it may not: only its home and /tmp",
            advice: .readTraceback
        ),
        TriageRule(
            id: "run.disk",
            date: "2025",
            source: "CPython",
            needles: ["[Errno 28] No space left on device", "OSError: No space left on device"],
            excludes: ["Could not install packages"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 68,
            summary: "the Space's disk is full",
            advice: .storage
        ),
        TriageRule(
            id: "run.streamlit-redacted",
            date: "2025",
            source: "streamlit",
            needles: ["The original error message is redacted"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            confidence: .low,
            priority: 32,
            summary: "Streamlit hides the exception from visitors: the run log has it",
            advice: .readTraceback
        ),
        // `ERROR:    Error loading ASGI app. Could not import module "main".`: uvicorn has said before that it runs.
        TriageRule(
            id: "run.server-import",
            date: "2024",
            source: "uvicorn, gunicorn",
            needles: [
                "Error loading ASGI app", "Failed to find attribute '", "Reason: Worker failed to boot", "gunicorn.errors.HaltServer",
            ],
            places: [.run, .page],
            bucket: .stuck,
            layer: .health,
            priority: 57,
            summary: "the server does not find the app in the module that its command names",
            advice: .repairDockerfile
        ),
        TriageRule(
            id: "run.import-name",
            date: "2025-04",
            source: "CPython, quoted without the exception's name",
            needles: ["cannot import name '", "because of the following error (look up to see its traceback)"],
            excludes: ["ImportError"],
            places: [.page],
            standing: .ifFailed,
            bucket: .drift,
            confidence: .medium,
            priority: 31,
            summary: "two packages' releases do not fit together",
            advice: .compare
        ),
        TriageRule(
            id: "run.node",
            date: "2026",
            source: "Node",
            needles: ["Error: Cannot find module '", "node:internal/modules", "ERR_MODULE_NOT_FOUND"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 58,
            summary: "the app's Node part does not start",
            advice: .readTraceback
        ),
        TriageRule(
            id: "run.port",
            date: "2025",
            source: "uvicorn, gradio",
            needles: ["Address already in use", "address already in use", "Cannot find empty port in range", "EADDRINUSE"],
            places: [.run, .page],
            standing: .ifFailed,
            bucket: .stuck,
            layer: .health,
            priority: 64,
            summary: "the app's port is taken",
            advice: .healthTimeout
        ),
    ]

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
        TriageRule(
            id: "client.endpoint",
            date: "2026",
            source: "gradio_client/client.py",
            needles: [
                "Cannot find a function with `api_name`", "Cannot find a function with api_name", "No value provided for required argument",
                "There is no endpoint matching", "Invalid function index", "Parameter `", "Too many arguments provided for the endpoint",
            ],
            places: [.page, .run],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .medium,
            priority: 68,
            summary: "the call does not fit the Space's endpoints",
            advice: .callerToken
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
        // What a browser's console or a page's own client shows of a call.
        TriageRule(
            id: "client.browser",
            date: "2024",
            source: "browsers, axios",
            needles: [
                "AxiosError: Request failed with status", "AxiosError: Network Error", "hf.space/embed/", ".hf.space/run/predict",
                ".hf.space/queue/join", ".hf.space/api/predict", "the server responded with a status of 4",
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
                "Event not found in queue",
            ],
            places: [.page],
            standing: .ifFailed,
            bucket: .interface,
            confidence: .medium,
            priority: 40,
            summary: "the app's queue takes no more calls, or lost this one",
            advice: .callerToken
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
            advice: .callerToken
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
            advice: .callerToken
        ),
    ]
}
