/// Where a line that a wrap had cut goes on: the number of the physical line there.
struct LineJoint: Equatable {
    var offset: Int
    var number: Int
}
