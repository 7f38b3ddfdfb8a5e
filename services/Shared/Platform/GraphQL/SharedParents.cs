namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>An account as the module that owns it shows it: others add their fields to it.</summary>
public interface IAccountParent
{
    /// <summary>Which account.</summary>
    Guid Id { get; }
}

/// <summary>Something that belongs to one account.</summary>
public interface IOfAccount
{
    /// <summary>Which account.</summary>
    Guid AccountId { get; }
}

/// <summary>Something that is about one asset.</summary>
public interface IOfAsset
{
    /// <summary>Which asset.</summary>
    string AssetId { get; }
}
