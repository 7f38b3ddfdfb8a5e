using PortfolioPlatform.Accounting.Lots;

namespace PortfolioPlatform.Tax.Engines;

/// <summary>Matches disposals by one method. Events come in their total order.</summary>
internal interface IDisposalEngine
{
    /// <summary>Takes the next event.</summary>
    void Apply(in LotEvent e);

    /// <summary>Everything matched; asked once, after the last event.</summary>
    TaxResult Result();
}
