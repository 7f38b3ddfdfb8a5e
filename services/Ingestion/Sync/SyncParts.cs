using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PortfolioPlatform.Ingestion.Accounts;
using PortfolioPlatform.Ingestion.Archive;
using PortfolioPlatform.Ingestion.PublicData;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>What every account's synchronisation uses.</summary>
internal sealed record SyncParts(
    VenueAccess Venues,
    AccountStore Accounts,
    CredentialBox Keys,
    KeyUseLog Uses,
    KeyExpiry Expiry,
    StreamStore Streams,
    PageStore Pages,
    BalanceStore Balances,
    DerivativeStore Derivatives,
    MissingFills Missing,
    AccountArchive Archive,
    SyncBoard Board,
    CandleClaims Claims,
    ILiveChannel Live,
    TimeProvider Clock,
    IOptions<IngestionOptions> Options,
    ILogger<AccountSync> Log);
