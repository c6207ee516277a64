import DriftCore
import Testing

@testable import DriftLogs

/// The traps that the reading of logs has to mind; the planner's are in DriftCoreTests.
@Suite("Traps of reading what was installed")
struct TrapLogTests {
    @Test("T6: what was collected and given up in backtracking is not what is installed")
    func t6() {
        let output = """
            RUN pip install gradio-client websockets
            Collecting websockets
              Downloading websockets-16.0-py3-none-any.whl (170 kB)
              Downloading websockets-11.0.3-py3-none-any.whl (118 kB)
            Installing collected packages: websockets, gradio-client
            Successfully installed gradio-client-0.5.0 websockets-11.0.3
            """
        #expect(EnvironmentReading.of(SampleBuild(output).text).versions == ["gradio-client": "0.5.0", "websockets": "11.0.3"])
    }

    @Test("T7: name and version part at the last hyphen; spellings of one name are one package; a failed call installs nothing")
    func t7() {
        let first =
            "RUN pip install hugging_face-hub ruamel.yaml.clib py\nInstalling collected packages: py, ruamel.yaml.clib, hugging_face-hub\n"
            + "Successfully installed hugging_face-hub-0.30.1 ruamel.yaml.clib-0.2.8 py-1.0.post1"
        let reading = EnvironmentReading.of(SampleBuild(first).text)
        #expect(reading.versions == ["hugging-face-hub": "0.30.1", "ruamel-yaml-clib": "0.2.8", "py": "1.0.post1"])
        let failed =
            "RUN pip install nope\nCollecting nope\nERROR: No matching distribution found for nope\n\n"
            + "--> ERROR: process \"/bin/sh -c pip install nope\" did not complete successfully: exit code: 1"
        #expect(EnvironmentReading.of(SampleBuild(failed, isPushed: false).text).versions.isEmpty)
    }
}
