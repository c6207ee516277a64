/// All rules, in the order of their tables.
package enum TriageRules {
    package static let all = zeroGPU + zeroGPUFaults + gpu + places + build + run + container + client + words
}
