using PortfolioPlatform.Tax.Figures;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.Tests;

/// <summary>Gains on money of other currencies are not computed, and each law's own words say so.</summary>
public sealed class ForeignMoneyTests
{
    [Theory]
    [InlineData("us", "IRC 988")]
    [InlineData("uk", "TCGA 1992 s252")]
    [InlineData("de", "EStG 23 (1) 2")]
    [InlineData("ca", "ITA 39(1.1)")]
    [InlineData("au", "Division 775")]
    [InlineData("fr", "No rule is known here.")]
    [InlineData("jp", "miscellaneous income")]
    [InlineData("none", "No rule is known here.")]
    public void Every_law_says_what_it_makes_of_a_rate_that_changed(string jurisdiction, string words)
    {
        Assert.NotNull(AllJurisdictions.Find(jurisdiction));
        Assert.Contains(words, ForeignMoney.RuleOf(jurisdiction), StringComparison.Ordinal);
    }
}
