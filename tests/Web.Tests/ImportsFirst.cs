using Xunit.Abstractions;

namespace PortfolioPlatform.Web.Tests;

/// <summary>What imports a demo comes first and beside each other: an import takes the machine, and stories that compute taxes beside one wait longer than a person would.</summary>
public sealed class ImportsFirst : ITestCollectionOrderer
{
    private static readonly string[] Imports = [DemoHost.Name, nameof(RealHostTests)];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Array.FindIndex(Imports, name => c.DisplayName.EndsWith(name, StringComparison.Ordinal)) is var at and >= 0 ? at : Imports.Length);
}
