// A browser and a whole host want the machine for themselves: beside each other they would measure their own noise.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
