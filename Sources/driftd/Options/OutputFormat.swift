import ArgumentParser

/// A format that results can be printed in; every command knows at least text and JSON.
protocol OutputFormat: ExpressibleByArgument, CaseIterable, Sendable, Equatable, RawRepresentable where RawValue == String {
    static var text: Self { get }
    static var json: Self { get }
}
