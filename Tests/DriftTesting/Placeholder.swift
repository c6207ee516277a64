import DriftCore
