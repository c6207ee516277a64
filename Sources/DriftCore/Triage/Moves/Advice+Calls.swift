extension Advice {
    /// Quota, identity, and calls of a Space by program.
    static let callMoves: [Advice: [TriageMove]] = [
        .quota: [
            TriageMove(
                "wait for the time that the message names; where it names none, quota is whole again 24 hours after its first use"
            ), login, fewer,
        ],
        .quotaDay: [TriageMove("wait: quota is whole again 24 hours after its first use"), login, fewer],
        .pendingRuns: [TriageMove("wait until the calls that are under way are done, and make fewer at a time"), fewer],
        .identity: [
            TriageMove("open the Space on huggingface.co/spaces while logged in, not by its *.hf.space address"),
            TriageMove("from code: send the visitor's X-IP-Token header on, or call with your own token"),
            TriageMove("with a custom frontend or Gradio older than 5.12: the login is not passed on; update the client"),
        ],
        .endpoint: [
            TriageMove("list the Space's endpoints by view_api(): names and inputs change with the app"),
            TriageMove(
                "see whether the duplicate offers what the original does",
                command: "driftd smoke <duplicate> --original <original>"
            ),
        ],
        .busyQueue: [
            TriageMove("wait, and call again: the app takes no more calls for the moment"),
            TriageMove("see that it still answers: an app that begins anew loses its queue", command: "driftd smoke <duplicate>"),
        ],
        .upstream: [
            TriageMove("read the called Space's own log: the exception stands there"),
            TriageMove("its owner can let it through: show_error=True in launch()"),
        ],
        .callerToken: [
            TriageMove(
                "call with a token that may read the called Space: Client(\"owner/name\", token=…) (hf_token= before gradio_client 2); in a Space, as a secret"
            ),
            TriageMove("see whether the called Space's page answers: one that sleeps, builds or fails has no API"),
            TriageMove("list its endpoints by view_api(): names and inputs change with the app"),
        ],
    ]

    private static let login = TriageMove("call with a token, or log in on the page: an account has more quota than an address")
    private static let fewer = TriageMove(
        "ask for fewer seconds in @spaces.GPU(duration=…): a run is admitted only if its whole duration is left"
    )

    /// The GPU and its worker.
    static let gpuMoves: [Advice: [TriageMove]] = [
        .importOrder: [
            TriageMove("import spaces before torch and anything that loads it"),
            TriageMove("use CUDA only inside functions under @spaces.GPU; .to(\"cuda\") on module level only where ZeroGPU patches it"),
        ],
        .gpuFunction: [
            TriageMove("put @spaces.GPU on the function that uses the GPU, so that it is there when the app file has been loaded"),
            TriageMove("or ask for hardware without ZeroGPU, if nothing needs a GPU: Settings > Space hardware"),
        ],
        .hardware: [
            TriageMove("see the duplicate's hardware: Settings > Space hardware; a duplicate begins on free CPU"),
            TriageMove("on ZeroGPU: call CUDA only inside @spaces.GPU functions"),
            TriageMove("on a GPU already: try once more, then restart the duplicate once"),
        ],
        .worker: [
            again,
            TriageMove("find the traceback in the container log: the message shows no more than the exception's class"),
            seconds, Self.restartDuplicate,
        ],
        .workerTime: [again, seconds, Self.restartDuplicate],
        .gpuQueue: [
            TriageMove("wait some minutes and try once more: no GPU was free"),
            TriageMove("call with a token, or log in on the page: accounts come before addresses in the queue"),
            TriageMove("ask for fewer seconds in @spaces.GPU(duration=…): shorter runs come first"),
        ],
        .kernel: [
            TriageMove("try once more: a GPU that failed may have been the platform's"),
            TriageMove("see whether torch and what was compiled for it differ from the original's", command: Self.diff),
            Self.restartDuplicate,
        ],
        .gpuMemory: [
            TriageMove("give it less: a smaller input or batch, half precision, smaller weights"),
            TriageMove("on ZeroGPU: @spaces.GPU(size=\"xlarge\") has twice the memory, and counts twice"),
            TriageMove("on other hardware: ask for a GPU with more memory: Settings > Space hardware"),
        ],
        .duration: [
            TriageMove("see what each function books", command: "driftd quota <duplicate>"),
            TriageMove(
                "lower the duration in @spaces.GPU(duration=…) to what your tier grants (an xlarge GPU counts twice); published is PRO's: "
                    + "\(QuotaTable.current.callLimits.first?.seconds ?? 0) s a call"
            ),
        ],
    ]

    private static let again = TriageMove("try once more: a worker that was aborted may have been the platform's")
    private static let seconds = TriageMove("ask for more seconds if the function needs them: @spaces.GPU(duration=…)")
}
