import DriftTesting

/// Logs of apps that are well, in the shapes of real ones: their servers, libraries, retries, handled exceptions, and what their users type.
struct HealthyLog {
    enum Head: CaseIterable {
        /// The platform's banner, then the server's address.
        case banner
        /// The banner of an app that never says that it serves.
        case quietBanner
        /// A copy that begins where the app serves.
        case address
        /// The middle of a log.
        case none
    }

    private var random: SplitMix64
    private(set) var text = ""

    init(seed: UInt64, head: Head, lines: Int, family: Int) {
        random = SplitMix64(seed: seed)
        if head == .banner || head == .quietBanner { text += "===== Application Startup at 2026-03-01 10:00:00 =====\n\n" }
        if head == .banner || head == .address { text += Self.addresses[family % Self.addresses.count] + "\n" }
        let shapes = Self.common + Self.families[family % Self.families.count]
        for _ in 0..<lines { text += filled(pick(shapes)) + "\n" }
        // The last words are never an exception's: whether that one was handled, the log would not show.
        text += filled(pick(Self.endings)) + "\n"
    }

    static var familyCount: Int { families.count }

    private mutating func pick(_ list: [String]) -> String { list[Int(random.next() % UInt64(list.count))] }

    /// `%n` a number, `%t` a time, `%q` what somebody typed.
    private mutating func filled(_ shape: String) -> String {
        var result = shape
        if result.contains("%q") { result = result.replacing("%q", with: pick(Self.typed)) }
        while let range = result.firstRange(of: "%n") { result.replaceSubrange(range, with: "\(random.next() % 900 + 100)") }
        while let range = result.firstRange(of: "%t") {
            let (hour, minute, second) = (random.next() % 14 + 10, random.next() % 50 + 10, random.next() % 50 + 10)
            result.replaceSubrange(range, with: "2026-03-01 \(hour):\(minute):\(second)")
        }
        return result
    }

    private static let addresses = [
        "* Running on local URL:  http://0.0.0.0:7860, with SSR ⚡ (experimental, to disable set `ssr_mode=False` in `launch()`)",
        "INFO:     Uvicorn running on http://0.0.0.0:7860 (Press CTRL+C to quit)",
        "  You can now view your Streamlit app in your browser.", " * Running on http://127.0.0.1:7860",
        "[2026-03-01 10:00:01 +0000] [1] [INFO] Listening at: http://0.0.0.0:7860 (1)", "Server running on port 7860",
        "2026-03-01T10:00:57.006Z  INFO 10 --- [           main] o.s.b.w.embedded.tomcat.TomcatWebServer  : Tomcat started on port 7860 (http)",
    ]

    private static let endings = [
        "INFO:     10.16.%n.2:%n0 - \"GET /config HTTP/1.1\" 200 OK", "%t,%n - app - INFO - ready for the next request",
        "%t | INFO | queue | 0 waiting",
    ]

    private static let typed = [
        "is my quota exceeded? You have exceeded your GPU quota (60s requested vs. 5s left)",
        "explain 'No CUDA GPUs are available' and ImportError: cannot import name 'HfFolder' from 'huggingface_hub'",
        "why does my Space say Scheduling failure: unable to schedule", "what is a ZeroGPU worker error and GPU task aborted",
        "write a Dockerfile; mine says failed to solve: dockerfile parse error", "translate: Memory limit exceeded (16Gi)",
        "fix this: OSError: You are trying to access a gated repo.", "my build error says Job failed with exit code: 1",
        "CUDA has been initialized before importing the `spaces` package, help", "No matching distribution found for torch==1.7",
        "the log ends with ERROR: Application startup failed. Exiting. and Exit code: 1. Reason: none, what now",
    ]

    private static let common = [
        "INFO:     10.16.%n.2:%n0 - \"GET /config HTTP/1.1\" 200 OK",
        "INFO:     10.16.%n.2:%n0 - \"GET /favicon.ico HTTP/1.1\" 404 Not Found",
        "INFO:     10.16.%n.2:%n0 - \"POST /gradio_api/queue/join HTTP/1.1\" 200 OK",
        "%t,%n - httpx - INFO - HTTP Request: GET https://huggingface.co/api/models/owner/model \"HTTP/1.1 200 OK\"",
        "%t,%n - httpx - INFO - HTTP Request: POST http://device-api.zero/release?allowToken=ab%n&fail=true \"HTTP/1.1 404 Not Found\"",
        "/usr/local/lib/python3.10/site-packages/transformers/utils/hub.py:%n: FutureWarning: Using `TRANSFORMERS_CACHE` is deprecated\n  warnings.warn(",
        "/usr/local/lib/python3.10/site-packages/gradio/helpers.py:%n: UserWarning: Using the update method is deprecated.",
        "Loading checkpoint shards: 100%|██████████| 2/2 [00:0%n<00:00,  1.02s/it]",
        " 45%|████▌     | 9/20 [00:0%n<00:05,  2.0%nit/s]", "WARNING: KeyError: 'HF_TOKEN' is not set, anonymous access",
        "%t WARNING retry 1 of 3: HTTPSConnectionPool(host='api.example.com', port=443): Read timed out. (read timeout=10)",
        "%t WARNING 429 Too Many Requests, waiting %n ms", "%t ERROR upstream answered 503 Service Unavailable; serving the cached copy",
        "Setting `pad_token_id` to `eos_token_id`:%n for open-end generation.",
        "Traceback (most recent call last):\n  File \"/app/app.py\", line 3%n, in fetch\n    requests.get(url)\nrequests.exceptions.ReadTimeout: Read timed out.\nretrying in 5 s",
        "Traceback (most recent call last):\n  File \"/app/app.py\", line 3, in load\n    import xformers\nModuleNotFoundError: No module named 'xformers'\nusing the slow path",
        "Traceback (most recent call last):\n  File \"/home/user/app/utils.py\", line %n, in key\n    return os.environ[\"API_KEY\"]\n  File \"/usr/local/lib/python3.10/os.py\", line 680, in __getitem__\n    raise KeyError(key) from None\nKeyError: 'API_KEY'\nwithout a key the demo answers from its cache",
        "Some weights of Model were not initialized from the checkpoint and are newly initialized: ['score.weight']",
        "Special tokens have been added in the vocabulary, make sure the associated word embeddings are fine-tuned or trained.",
    ]

    private static let families: [[String]] =
        [
            // Gradio, with a chat.
            [
                "user: %q", "prompt: %q", "Human: %q", "[chat] user%n: %q", "{\"user\": \"anna%n\", \"prompt\": \"%q\"}",
                "%t | INFO | chat | question: %q", "input='%q' temperature=0.7",
                "assistant: the message \"%q\" means that you have to wait",
                "Could not fetch preview of https://example.com/%n, skipping", "ZeroGPU tensors packing: 0.00B [00:00, ?B/s]",
                "Traceback (most recent call last):\n  File \"/usr/local/lib/python3.10/site-packages/gradio/queueing.py\", line 626, in process_events\n    response = await route_utils.call_process_api(\n  File \"/home/user/app/app.py\", line %n, in generate\n    raise gr.Error(\"the prompt is empty\")\ngradio.exceptions.Error: 'the prompt is empty'",
            ],
            // FastAPI and langchain.
            [
                "INFO:     Started server process [%n]", "INFO:     Waiting for application startup.",
                "> Entering new AgentExecutor chain...",
                "Observation: the page says \"%q\"", "{\"level\":\"info\",\"ts\":17%n,\"msg\":\"query\",\"query\":\"%q\"}",
                "ERROR:    connection closed by client %n",
                "%t ERROR tool failed, trying another: 401 Client Error: Unauthorized for url: https://api.example.com/%n",
                "%t WARNING cache miss for %n", "%t INFO quota for key %n: 40 of 60 left",
            ],
            // Streamlit.
            [
                "%t.%n `label` got an empty value. This is discouraged for accessibility reasons.", "  Network URL: http://10.0.%n.4:8501",
                "%t.%n MediaFileHandler: Missing file %n.png", "query: %q", "%t.%n WARNING streamlit.runtime.caching: unhashable argument",
            ],
            // Flask and gunicorn.
            [
                "10.0.%n.1 - - [01/Mar/2026 10:10:10] \"GET /health HTTP/1.1\" 200 -",
                "10.0.%n.1 - - [01/Mar/2026 10:10:10] \"GET /wp-login.php HTTP/1.1\" 404 -",
                "WARNING: This is a development server. Do not use it in a production deployment.",
                "[2026-03-01 10:10:10 +0000] [%n] [INFO] Booting worker with pid: %n",
                "question: %q", "%t ERROR handled: disk cache says No space left on device, purging %n files",
            ],
            // Diffusion, with a scheduler in the background.
            [
                "Fetching %n files: 100%|██████████| 15/15 [00:0%n<00:00, 99.1it/s]",
                "Keyword arguments {'safety_checker': None} are not expected and will be ignored.",
                "The following part of your input was truncated because CLIP can only handle sequences up to 77 tokens: ['%q']",
                "prompt=%q", "%t INFO apscheduler.executors.default: Job \"refresh\" executed successfully",
                "torch.cuda.is_available() = True",
                "%t WARNING CUDA out of memory at batch 8, trying batch 4",
            ],
            // Graphs of nodes, and a model's own server.
            [
                "got prompt", "Requested to load SDXLClipModel", "loaded completely 9.5367431640625e+25 1560.802734375 True",
                "Prompt executed in %n.%n seconds", "Failed to validate prompt for output %n:\nOutput will be ignored",
                "   0.0 seconds (IMPORT FAILED): /app/custom_nodes/faces",
                "Traceback (most recent call last):\n  File \"/app/nodes.py\", line 2%n, in load_custom_node\n    module_spec.loader.exec_module(module)\n  File \"/app/custom_nodes/faces/__init__.py\", line 1, in <module>\n    import insightface\nModuleNotFoundError: No module named 'insightface'\nCannot import /app/custom_nodes/faces module for custom nodes: No module named 'insightface'",
                "INFO 03-01 10:00:00 llm_engine.py:%n] Received request cmpl-%n: prompt: '%q', params: SamplingParams(n=1)",
                "INFO 03-01 10:00:00 metrics.py:%n] Avg prompt throughput: %n.1 tokens/s, Running: 1 reqs, GPU KV cache usage: 0.1%",
                "WARNING 03-01 10:00:00 scheduler.py:%n] Sequence group %n is preempted by PreemptionMode.RECOMPUTE mode",
                "invalid prompt: {'type': 'prompt_outputs_failed_validation', 'message': 'Prompt outputs failed validation'}",
            ],
            // Documents, transcripts and mail, which speak of anything.
            [
                "[00:00.%n --> 00:04.%n]  %q", "Document(page_content='%q', metadata={'source': 'a.pdf', 'page': %n})", "chunk %n: %q",
                "title: %q", "> %q", "- %q", "<anna%n> %q", "[user] %q", "Detected language: english", "subject=%q",
                "%t | INFO | retriever | hit %n: %q", "{\"role\": \"user\", \"content\": \"%q\"}", "caption='%q' score=0.%n",
                "/usr/local/lib/python3.11/site-packages/whisper/transcribe.py:%n: UserWarning: FP16 is not supported on CPU; using FP32 instead",
            ],
            // Requests that fail, at an app that goes on.
            [
                "ERROR:    Exception in ASGI application\nTraceback (most recent call last):\n  File \"/usr/local/lib/python3.10/site-packages/uvicorn/protocols/http/h11_impl.py\", line 403, in run_asgi\n    result = await app(\n  File \"/home/user/app/main.py\", line %n, in read\n    return items[key]\nKeyError: 'item%n'",
                "INFO:     10.16.%n.2:%n0 - \"POST /predict HTTP/1.1\" 500 Internal Server Error",
                "INFO:     10.16.%n.2:%n0 - \"POST /predict HTTP/1.1\" 422 Unprocessable Entity",
                "Traceback (most recent call last):\n  File \"/usr/local/lib/python3.10/site-packages/gradio/queueing.py\", line 626, in process_events\n    response = await route_utils.call_process_api(\n  File \"/home/user/app/app.py\", line %n, in describe\n    return model(image)\nAttributeError: 'NoneType' object has no attribute 'convert'",
                "Traceback (most recent call last):\n  File \"/usr/local/lib/python3.10/site-packages/gradio/queueing.py\", line 626, in process_events\n    response = await route_utils.call_process_api(\n  File \"/usr/local/lib/python3.10/site-packages/PIL/Image.py\", line 3%n, in open\n    raise UnidentifiedImageError(msg)\nPIL.UnidentifiedImageError: cannot identify image file '/tmp/gradio/%n/a.png'",
                "/usr/local/lib/python3.10/site-packages/gradio/analytics.py:%n: UserWarning: IMPORTANT: You are using gradio version 4.44.0, however version 5.0 is available, please upgrade.",
                "httpx.ReadTimeout while sending telemetry, ignored",
            ],
        ] + otherServers

    /// Servers that are not Python, and bots.
    private static let otherServers: [[String]] = [
        // Spring.
        [
            "%t.%nZ  INFO 10 --- [nio-7860-exec-%n] o.s.web.servlet.DispatcherServlet        : Completed initialization in 6 ms",
            "%t.%nZ ERROR 10 --- [nio-7860-exec-%n] o.s.w.s.s.s.DefaultHandshakeHandler      : \"Handshake failed due to invalid Upgrade header: null\"",
            "%t.%nZ  WARN 10 --- [           main] o.f.c.internal.database.base.Database    : Flyway upgrade recommended: PostgreSQL 17.10 is newer than this version",
            "%t.%nZ ERROR 10 --- [nio-7860-exec-%n] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() threw exception\njava.lang.IllegalStateException: %q\n\tat com.example.Api.get(Api.java:%n)\n\tat java.base/java.lang.Thread.run(Thread.java:840)",
        ],
        // Node: Express and Next.
        [
            "GET /api/items/%n 200 in %nms", "POST /api/chat 500 in %nms",
            "(node:%n) [DEP0040] DeprecationWarning: The `punycode` module is deprecated.",
            "prisma:warn query took %n ms", "[worker] job %n failed: Error: connect ECONNREFUSED 10.0.0.%n:6379, retrying", "[chat] %q",
            "TypeError: fetch failed\n    at node:internal/deps/undici/undici:13510:13 {\n  [cause]: Error: getaddrinfo ENOTFOUND api.example.com\n}\nserving the cached answer",
            "npm notice New major version of npm available! 10.8.2 -> 11.18.0",
        ],
        // nginx and supervisord in front of several programs.
        [
            "10.0.0.%n - - [01/Mar/2026:10:10:10 +0000] \"GET /ws HTTP/1.1\" 502 157 \"-\" \"Mozilla/5.0\"",
            "2026/03/01 10:10:10 [error] 31#31: *%n connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.%n",
            "%t,%n INFO exited: worker (exit status 1; not expected)", "%t,%n INFO spawned: 'worker' with pid %n",
            "%t,%n INFO success: worker entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)",
            "%t,%n CRIT Supervisor is running as root.  Privileges were not dropped because no user is specified in the config file.",
        ],
        // A model's server in Go.
        [
            "[GIN] 2026/03/01 - 10:10:10 | 200 | %n.1ms | 127.0.0.1 | POST     \"/api/chat\"",
            "[GIN] 2026/03/01 - 10:10:10 | 500 | %n.1ms | 127.0.0.1 | POST     \"/api/generate\"",
            "time=2026-03-01T10:10:10.%nZ level=WARN source=sched.go:%n msg=\"gpu VRAM usage didn't recover within timeout\"",
            "time=2026-03-01T10:10:10.%nZ level=ERROR source=server.go:%n msg=\"error loading llama server\" error=\"%q\"",
            "llama_model_loader: - kv  %n: general.name str = Qwen", "CUDA error: out of memory, falling back to CPU for layer %n",
        ],
        // Bots and scrapers.
        [
            "%t ERROR discord.client Ignoring exception in on_message\nTraceback (most recent call last):\n  File \"/app/bot.py\", line %n, in on_message\n    await message.reply(answer)\n  File \"/usr/local/lib/python3.11/site-packages/discord/http.py\", line 745, in request\n    raise Forbidden(response, data)\ndiscord.errors.Forbidden: 403 Forbidden (error code: 50013): Missing Permissions",
            "%t WARNING telegram.ext.Updater: Error while getting Updates: httpx.ConnectError: ", "message from user%n: %q",
            "[Scraper] Error: browserType.launch: Timeout 30000ms exceeded.", "%t INFO %n updates handled", "no GPU found, using CPU",
        ],
    ]
}
