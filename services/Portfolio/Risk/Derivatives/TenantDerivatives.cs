using PortfolioPlatform.Kernel;
using PortfolioPlatform.Portfolio.Risk.Live;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Risk.Derivatives;

/// <summary>What the engine knows of one tenant. Used by one thread at a time.</summary>
internal sealed class TenantDerivatives(TenantId tenant, double marginLimit)
{
    public TenantId Tenant => tenant;

    public PortfolioTree Tree { get; private set; } = PortfolioTree.Empty;

    public IReadOnlyList<DerivativeReport> Reports { get; private set; } = [];

    /// <summary>Deviation of a year by underlying, of those with enough history.</summary>
    public IReadOnlyDictionary<string, double> Volatilities { get; set; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>When volatilities are read anew.</summary>
    public DateTimeOffset VolatilitiesUntil { get; set; }

    public MarginWarnings Warnings { get; } = new(marginLimit);

    /// <summary>Warnings that stand, by subject, with the portfolios they were raised for.</summary>
    public Dictionary<string, (OpenWarning Warning, HashSet<PortfolioId> Portfolios)> Open { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether stored warnings were read back.</summary>
    public bool IsRestored { get; private set; }

    public void Take(PortfolioTree tree, IReadOnlyList<DerivativeReport> reports) => (Tree, Reports) = (tree, [.. reports.Where(r => !tree.Accounts.Any(a => a.Id == r.Account && a.Removed))]);

    /// <summary>Goes on from what stood when the last process ended.</summary>
    public void Restore(IEnumerable<(PortfolioId Portfolio, OpenWarning Warning)> stored)
    {
        IsRestored = true;
        foreach (var (portfolio, warning) in stored)
        {
            Warnings.Restore(warning.Subject);
            if (!Open.TryGetValue(warning.Subject, out var known)) Open[warning.Subject] = known = (warning, []);
            known.Portfolios.Add(portfolio);
        }
    }

    /// <summary>Whether a mark concerns anything that is held.</summary>
    public bool Holds(string venue, string contract) => Reports.Any(r => r.Venue == venue && r.Positions.Any(p => p.Contract == contract));
}
