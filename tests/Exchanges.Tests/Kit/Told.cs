using System.Text;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Exchanges.Tests.Kit;

/// <summary>Short texts of mapped things, so that a test can state a whole transaction in one line.</summary>
public static class Told
{
    /// <summary><c>Trade +0.5 ETH, -1000 USD, -4 USD Fee</c>; a status other than completed follows in brackets.</summary>
    public static string Text(VenueTransaction transaction)
    {
        var text = new StringBuilder($"{transaction.Kind} ");
        text.AppendJoin(", ", transaction.Legs.Select(leg => $"{(leg.Amount.Sign > 0 ? "+" : "")}{leg.Amount} {leg.Symbol}{(leg.Role == Kernel.LegRole.Principal ? "" : " " + leg.Role)}"));
        if (transaction.Status != Kernel.TransactionStatus.Completed) text.Append($" [{transaction.Status}]");
        return text.ToString();
    }

    /// <summary>The texts of a page's transactions.</summary>
    public static string[] Texts(MappedPage page) => [.. page.Transactions.Select(Text)];

    /// <summary>The codes of a page's problems.</summary>
    public static string[] Problems(MappedPage page) => [.. page.Problems.Select(problem => problem.Code)];

    /// <summary>Sum of the completed legs by symbol.</summary>
    public static Dictionary<string, Kernel.Quantity> Sums(IEnumerable<VenueTransaction> transactions) => transactions
        .Where(transaction => transaction.Status == Kernel.TransactionStatus.Completed)
        .SelectMany(transaction => transaction.Legs)
        .GroupBy(leg => leg.Symbol)
        .ToDictionary(group => group.Key, group => group.Aggregate(Kernel.Quantity.Zero, (sum, leg) => sum + leg.Amount));

    /// <summary>UTF-8 bytes.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
