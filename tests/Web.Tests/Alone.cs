namespace PortfolioPlatform.Web.Tests;

/// <summary>What wants the machine for itself: beside others it would measure their noise.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    /// <summary>Its name.</summary>
    public const string Name = "alone";
}
