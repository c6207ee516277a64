/// A call of a Dockerfile that takes packages away.
package struct DockerRemoval: Sendable, Hashable {
    /// As the shell hands it over: `pip uninstall -y opencv-python`.
    package var command: String
    /// The physical line of the instruction, from 1.
    package var line: Int
    /// What it names, as written.
    package var names: [String]
    /// How many calls that install stand before it.
    package var installsBefore: Int
}
