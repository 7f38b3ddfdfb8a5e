using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Ledger;

/// <summary>What a person said a withdrawal or deposit was.</summary>
internal enum MovementMeaning
{
    /// <summary>Nobody said yet.</summary>
    Open,

    /// <summary>To or from an own wallet that is not connected.</summary>
    Own,

    /// <summary>Spent on goods or services.</summary>
    Payment,

    /// <summary>A gift, made or received.</summary>
    Gift,

    /// <summary>Given to a charity.</summary>
    Donation,

    /// <summary>Lost for good.</summary>
    Lost,

    /// <summary>Stolen.</summary>
    Stolen,

    /// <summary>Bought elsewhere, with a cost and a date.</summary>
    Bought,

    /// <summary>Income not named more closely.</summary>
    Income,

    /// <summary>An airdrop.</summary>
    Airdrop,

    /// <summary>A reward for staking.</summary>
    Staking,
}

/// <summary>A person's answer about one movement.</summary>
/// <param name="Meaning">What it was.</param>
/// <param name="Basis">Cost of one unit in the currency of the books, where one is known.</param>
/// <param name="Acquired">When the units were acquired, where that is known.</param>
internal sealed record MovementDecision(MovementMeaning Meaning, Quantity? Basis, DateTimeOffset? Acquired);
