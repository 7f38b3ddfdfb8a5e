namespace PortfolioPlatform.Kernel;

/// <summary>What an expected failure means for whoever asked: each kind is mended in another way.</summary>
public enum ErrorKind
{
    /// <summary>Something in the request is wrong.</summary>
    Invalid,

    /// <summary>What the request names is not there.</summary>
    NotFound,

    /// <summary>What there is does not allow it now.</summary>
    Conflict,

    /// <summary>It would be dangerous.</summary>
    Unsafe,

    /// <summary>There are as many as there may be.</summary>
    Limit,

    /// <summary>Somebody else, who is needed for it, did not do their part.</summary>
    Unavailable,

    /// <summary>Its idempotency key was used for something else.</summary>
    KeyReused,
}
