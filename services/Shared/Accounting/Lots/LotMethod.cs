namespace PortfolioPlatform.Accounting.Lots;

/// <summary>Which open lot a disposal consumes first. Ties go to the earlier acquisition, then to the earlier event.</summary>
public enum LotMethod
{
    /// <summary>First in, first out: earliest acquisition first.</summary>
    Fifo,

    /// <summary>Last in, first out: latest acquisition first.</summary>
    Lifo,

    /// <summary>Highest unit cost first.</summary>
    Hifo,

    /// <summary>Lowest unit cost first.</summary>
    Lofo,

    /// <summary>One pool at average cost; acquisition dates are not kept.</summary>
    Average,

    /// <summary>One pool at average cost whose units keep their dates, the earliest leaving first: the cost is an average, the holding period is the unit's own.</summary>
    DatedAverage,

    /// <summary>The units identified by the taxpayer no later than the disposal; without a valid identification first in, first out.</summary>
    Specific,
}
