// Whole hosts that are killed want the machine for themselves: beside each other they would measure their own noise.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
