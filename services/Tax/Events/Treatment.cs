namespace PortfolioPlatform.Tax.Events;

/// <summary>What a law makes of an event.</summary>
internal enum Treatment
{
    /// <summary>Units come in at their price or value.</summary>
    Acquire,

    /// <summary>Units come in at their value, which is income too.</summary>
    Income,

    /// <summary>Units come in at a basis of zero; nothing is income.</summary>
    AcquireAtZero,

    /// <summary>Units come in with the giver's basis and date.</summary>
    AcquireCarried,

    /// <summary>Units come in at a basis nobody knows.</summary>
    AcquireUnknown,

    /// <summary>A disposal at the price or value.</summary>
    Dispose,

    /// <summary>A disposal for nothing: the whole basis is a loss.</summary>
    DisposeAtZero,

    /// <summary>Units and basis leave; nothing is gained or lost.</summary>
    Remove,

    /// <summary>A disposal at value, and an acquisition at what was given.</summary>
    Exchange,

    /// <summary>Basis and date move; nothing is disposed of.</summary>
    Carry,

    /// <summary>Units move between own wallets.</summary>
    Move,

    /// <summary>A result in money without lots.</summary>
    Gain,
}
