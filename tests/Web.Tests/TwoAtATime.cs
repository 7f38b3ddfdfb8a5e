// Stories wait more than they compute, so two collections of them share the machine. What measures a page is looked at alone (see Alone).
[assembly: Xunit.CollectionBehavior(MaxParallelThreads = 2)]
[assembly: Xunit.TestCollectionOrderer("PortfolioPlatform.Web.Tests.ImportsFirst", "PortfolioPlatform.Web.Tests")]
