using System.Collections.Immutable;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Coinbase;

/// <summary>One CDP key. A key sees one portfolio of v3 and all wallets of v2.</summary>
internal sealed class CoinbaseSession(VenueCredentials credentials, VenueContext context) : IVenueSession
{
    private readonly Error? _unusable = CoinbaseKeySigner.Refuse(credentials);
    private readonly VenueHttp _http = new(CoinbaseConnector.VenueProfile, context, credentials);
    private DateTimeOffset? _beginning;

    /// <inheritdoc/>
    public async Task<Result<KeyPermissions>> ProbeAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(CoinbaseEndpoints.Permissions(credentials.Key), cancellationToken);
        if (!answer.IsOk) return answer.Error;
        if (WireJson.Read(answer.Value.Body.Span, CoinbaseJson.Default.CoinbasePermissions) is not { } read) return Malformed("key_permissions");
        return new KeyPermissions(read.CanView, read.CanTrade, read.CanTransfer, read.CanView ? [] : ["View"], null);
    }

    /// <inheritdoc/>
    public async Task<Result<BalancePage>> FetchBalancesAsync(CancellationToken cancellationToken)
    {
        var accounts = await ListAsync(CoinbaseEndpoints.Accounts, cursor => CoinbaseEndpoints.AccountPage(credentials.Key, cursor), "accounts", CoinbaseJson.Default.CoinbaseAccount, NextAccounts, cancellationToken);
        if (!accounts.IsOk) return accounts.Error;
        var wallets = await WalletsAsync(cancellationToken);
        if (!wallets.IsOk) return wallets.Error;
        return new BalancePage([.. accounts.Value.Raw, .. wallets.Value.Raw], CoinbaseBalances.Merge(accounts.Value.Items, wallets.Value.Items), context.Clock.GetUtcNow());
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<HistoryStream>>> DiscoverStreamsAsync(IReadOnlySet<string> seenSymbols, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<HistoryStream>>>(new HistoryStream[] { new(CoinbaseEndpoints.Fills, 0), new(CoinbaseEndpoints.Transactions, 1) });

    /// <inheritdoc/>
    public async Task<Result<HistoryPage>> FetchPageAsync(string stream, string? cursor, CancellationToken cancellationToken)
    {
        if (_beginning is null && await WalletsAsync(cancellationToken) is { IsOk: false } failed) return failed.Error;
        return stream switch
        {
            CoinbaseEndpoints.Fills => await FillsAsync(HistoryPass.Parse(cursor), cancellationToken),
            CoinbaseEndpoints.Transactions => await TransactionsAsync(CoinbaseWalletCursor.Parse(cursor), cancellationToken),
            _ => new VenueError(VenueErrorType.InvalidRequest, stream, $"Coinbase has no history '{stream}'."),
        };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<PrivateEvent> StreamAsync(CancellationToken cancellationToken) => CoinbaseUserStream.ReadAsync(credentials, context, _http, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Result<HistoryPage>> FillsAsync(HistoryPass pass, CancellationToken cancellationToken)
    {
        var request = CoinbaseFillHistory.Request(credentials.Key, pass);
        var answer = await SendAsync(request, cancellationToken);
        if (!answer.IsOk) return answer.Error;
        return CoinbaseFillHistory.Page(Raw(CoinbaseEndpoints.Fills, request, answer.Value), pass, _beginning);
    }

    private async Task<Result<HistoryPage>> TransactionsAsync(CoinbaseWalletCursor cursor, CancellationToken cancellationToken)
    {
        if (cursor.Next is null)
        {
            var wallets = await WalletsAsync(cancellationToken);
            if (!wallets.IsOk) return wallets.Error;
            cursor = CoinbaseTransactionHistory.Begin(cursor, wallets.Value.Items);
            if (cursor.Next is null) return new HistoryPage(wallets.Value.Raw[0], MappedPage.Of([], [], 0), cursor.ToString(), true, true, 0);
        }

        return await WalletPageAsync(cursor, cursor.Next, cancellationToken);
    }

    // A wallet that was never used is listed but has no rows to ask for: as good as an empty page.
    private async Task<Result<HistoryPage>> WalletPageAsync(CoinbaseWalletCursor cursor, CoinbaseWalletPosition wallet, CancellationToken cancellationToken)
    {
        var request = CoinbaseEndpoints.TransactionPage(credentials.Key, wallet.Id, wallet.After);
        var answer = await SendAsync(request, cancellationToken);
        if (answer.IsOk) return CoinbaseTransactionHistory.Page(Raw(CoinbaseEndpoints.Transactions, request, answer.Value), cursor, wallet, _beginning);
        if (answer.Error is not VenueError { Type: VenueErrorType.UnknownSymbol }) return answer.Error;
        var empty = new RawPage(CoinbaseEndpoints.Transactions, request.ToString(), "{\"data\":[]}"u8.ToArray(), context.Clock.GetUtcNow());
        return CoinbaseTransactionHistory.Page(empty, cursor, wallet, _beginning);
    }

    private async Task<Result<(ImmutableArray<RawPage> Raw, List<CoinbaseWallet> Items)>> WalletsAsync(CancellationToken cancellationToken)
    {
        var wallets = await ListAsync(CoinbaseEndpoints.Wallets, after => CoinbaseEndpoints.WalletPage(credentials.Key, after), "data", CoinbaseJson.Default.CoinbaseWallet, NextWallets, cancellationToken);
        if (wallets.IsOk) _beginning ??= wallets.Value.Items.Min(wallet => wallet.CreatedAt) ?? context.Clock.GetUtcNow();
        return wallets;
    }

    private async Task<Result<(ImmutableArray<RawPage> Raw, List<T> Items)>> ListAsync<T>(
        string endpoint, Func<string?, VenueRequest> request, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, Func<JsonElement, string?> next, CancellationToken cancellationToken)
        where T : class
    {
        var (raw, items, position) = (ImmutableArray.CreateBuilder<RawPage>(), new List<T>(), (string?)null);
        do
        {
            var call = request(position);
            var answer = await SendAsync(call, cancellationToken);
            if (!answer.IsOk) return answer.Error;
            raw.Add(Raw(endpoint, call, answer.Value));
            if (CoinbaseMapper.TryParse(answer.Value.Body) is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty(name, out var rows)) return Malformed(endpoint);
            foreach (var row in rows.EnumerateArray())
                if (WireJson.Read(row, type) is { } item) items.Add(item);
            position = next(root);
        }
        while (position is not null);

        return (raw.ToImmutable(), items);
    }

    // A token is refused now and then without reason; one more, with the clock measured again, tells a bad key from a bad moment.
    private async Task<Result<VenueResponse>> SendAsync(VenueRequest request, CancellationToken cancellationToken)
    {
        if (_unusable is { } key) return new VenueError(VenueErrorType.InvalidSignature, key.Code, key.Message);
        var answer = await _http.SendAsync(request, cancellationToken);
        if (answer.IsOk || answer.Error is not VenueError { Type: VenueErrorType.InvalidKey or VenueErrorType.InvalidSignature }) return answer;
        await _http.MeasureAsync(cancellationToken);
        return await _http.SendAsync(request, cancellationToken);
    }

    private static RawPage Raw(string endpoint, VenueRequest request, VenueResponse answer) => new(endpoint, request.ToString(), answer.Body, answer.ReceivedAt);

    private static string? NextAccounts(JsonElement root) =>
        root.TryGetProperty("has_next", out var more) && more.ValueKind == JsonValueKind.True && CoinbaseMapper.IdOf(root, "cursor") is { Length: > 0 } cursor ? cursor : null;

    private static string? NextWallets(JsonElement root) =>
        root.TryGetProperty("pagination", out var pages) && CoinbaseMapper.IdOf(pages, "next_uri") is { Length: > 0 } ? CoinbaseMapper.IdOf(pages, "next_starting_after") : null;

    private static VenueError Malformed(string endpoint) => new(VenueErrorType.Malformed, endpoint, $"The answer of {endpoint} is not in the documented shape.");
}
