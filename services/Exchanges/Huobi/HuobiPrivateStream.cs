using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>The private stream: plain text, a login, then balances after each change and fills with their fees. Nothing is replayed after a loss.</summary>
internal static class HuobiPrivateStream
{
    /// <summary>Events until the connection is lost.</summary>
    public static async IAsyncEnumerable<PrivateEvent> ReadAsync(
        VenueCredentials credentials, VenueContext context, VenueClock clock, HuobiCodes codes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var address = new Uri(context.Stream ?? HuobiEndpoints.Stream, "/ws/v2");
        var options = new VenueSocketOptions(address)
        {
            Hello = [HuobiMessages.Login(credentials, address, clock.GetUtcNow())],
            IdleTimeout = TimeSpan.FromSeconds(50), // a ping comes every twenty seconds or so
            Costs = HuobiLimits.Stream,
        };
        var connected = await VenueSocket.ConnectAsync(options, context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var bytes in socket.ReadAsync(cancellationToken))
        {
            if (!WireJson.IsComplete(bytes.Span)) yield break;
            using var document = JsonDocument.Parse(bytes);
            var message = document.RootElement.Clone();
            if (IsRefusal(message)) yield break;
            foreach (var reply in RepliesTo(message)) await socket.SendAsync(reply, cancellationToken);
            if (Read(message, codes) is { } told) yield return told;
        }
    }

    /// <summary>What a message tells; null when nothing.</summary>
    internal static PrivateEvent? Read(JsonElement message, HuobiCodes codes)
    {
        if (HuobiMapper.IdOf(message, "action") != "push" || !message.TryGetProperty("data", out var data)) return null;
        var channel = HuobiMapper.IdOf(message, "ch") ?? "";
        if (channel.StartsWith("accounts.update", StringComparison.Ordinal)) return Balance(data);
        return channel.StartsWith("trade.clearing", StringComparison.Ordinal) ? Fill(data, codes) : null;
    }

    private static PrivateEvent? Balance(JsonElement data)
    {
        if (WireJson.Read(data, HuobiJsonV2.Default.HuobiAccountUpdate) is not { } update) return null;
        var moved = update.ChangeType is not (null or "order.place" or "order.cancel" or "order.match" or "order.refund" or "order.fee-refund");
        string[] polls = moved ? ["deposits", "withdrawals", HuobiEndpoints.Transfers, HuobiEndpoints.Records] : [];
        if (!Quantity.TryParse(update.Balance, out var total)) return new PrivateEvent(null, [], [.. polls]);
        var available = Quantity.TryParse(update.Available, out var free) ? free : total;
        return new PrivateEvent(null, [new VenueBalance(update.Currency, HuobiCodes.Symbol(update.Currency), "spot", total, available)], [.. polls]);
    }

    private static PrivateEvent? Fill(JsonElement data, HuobiCodes codes)
    {
        if (WireJson.Read(data, HuobiJsonV2.Default.HuobiClearing) is not { EventType: "trade" } clearing) return null;
        try
        {
            return new PrivateEvent(HuobiMatchMapper.Map(clearing, codes), [], [HuobiEndpoints.Matches]);
        }
        catch (FormatException)
        {
            return new PrivateEvent(null, [], [HuobiEndpoints.Matches]);
        }
    }

    private static bool IsRefusal(JsonElement message) =>
        HuobiMapper.IdOf(message, "action") is "req" or "sub" && HuobiMapper.IdOf(message, "code") is { } code && code != "200";

    private static IEnumerable<string> RepliesTo(JsonElement message) => (HuobiMapper.IdOf(message, "action"), HuobiMapper.IdOf(message, "ch")) switch
    {
        ("ping", _) => [HuobiMessages.Pong(message)],
        ("req", "auth") => [HuobiMessages.Subscribe("accounts.update#2"), HuobiMessages.Subscribe("trade.clearing#*#0")],
        _ => [],
    };
}
