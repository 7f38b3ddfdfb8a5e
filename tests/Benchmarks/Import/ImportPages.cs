using System.Globalization;
using System.Text;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Benchmarks.Import;

/// <summary>Pages as Binance's <c>myTrades</c> gives them: each row is a header, what was bought, what was paid and the fee in a third asset.</summary>
internal static class ImportPages
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static RawPage Of(long from, int count)
    {
        var text = new StringBuilder("[", count * 280);
        for (var id = from; id < from + count; id++)
        {
            if (id > from) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{{\"symbol\":\"BTCUSDT\",\"id\":{id},\"orderId\":{1_000_000 + (id / 3)},\"orderListId\":-1,\"price\":\"{60_000 + (id % 9_999)}.12000000\",\"qty\":\"0.{100_000 + (id % 899_999)}00\",")
                .Append(CultureInfo.InvariantCulture, $"\"quoteQty\":\"{6_000 + (id % 9_999)}.51{id % 10}00000\",\"commission\":\"0.00{100_000 + (id % 99_999)}\",\"commissionAsset\":\"BNB\",")
                .Append(CultureInfo.InvariantCulture, $"\"time\":{Start.ToUnixTimeMilliseconds() + (id * 29_000)},\"isBuyer\":{(id % 2 == 0 ? "true" : "false")},\"isMaker\":false,\"isBestMatch\":true}}");
        }

        return new RawPage("myTrades", $"symbol=BTCUSDT&fromId={from}&limit={count}", Encoding.UTF8.GetBytes(text.Append(']').ToString()), Start.AddYears(6), """{"symbols":{"BTCUSDT":["BTC","USDT"]},"unknown":[]}""");
    }
}
