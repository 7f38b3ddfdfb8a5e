using PortfolioPlatform.Accounting.Lots;
using PortfolioPlatform.Tax.Formats;
using PortfolioPlatform.Tax.Forms;
using PortfolioPlatform.Tax.Previews;

namespace PortfolioPlatform.Tax.Jurisdictions;

/// <summary>A plug-in: what one country changes. See docs/adding-a-jurisdiction.md.</summary>
internal interface IJurisdiction
{
    /// <summary>As written after --jurisdiction, and in the data tables.</summary>
    string Name { get; }

    /// <summary>Days and years.</summary>
    TaxCalendar Calendar { get; }

    /// <summary>Methods that may be chosen; the first is the default.</summary>
    IReadOnlyList<string> Methods { get; }

    /// <summary>Scope unless told otherwise.</summary>
    LotScope DefaultScope { get; }

    /// <summary>The day from which wallet scope is the law, when lots of the time before were universal; null where it never changed.</summary>
    DateOnly? WalletScopeFrom => null;

    /// <summary>Whether units at average cost keep their dates of acquisition, because a holding period counts beside the cost.</summary>
    bool AverageKeepsDates => false;

    /// <summary>The size of a printed page.</summary>
    Paper Paper => Paper.A4;

    /// <summary><c>short</c>, <c>long</c> or empty where the holding period means nothing.</summary>
    string Term(DateOnly acquired, DateOnly disposed) => "";

    /// <summary>What of a yearly allowance is left after the year's rows so far; null where there is none.</summary>
    Allowance? Allowance(ReturnInput input) => null;

    /// <summary>What is filed for a year.</summary>
    TaxReturn Return(ReturnInput input);
}
