using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>Takes orders: checks them, fills what crosses the book, lets the rest lie and fills it when the price comes.</summary>
internal sealed class OrderDesk(Stage stage)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private bool _watching;

    /// <summary>Accepts or refuses an order at a time.</summary>
    public OrderAnswer Place(AccountBook book, OrderRequest request, DateTimeOffset time)
    {
        if (book.Profile.Market(request.Market) is not { } market) return new OrderAnswer(null, OrderRefusal.UnknownMarket);
        var (bid, ask) = stage.Prices.Book(market, time);
        var touch = request.IsBuy ? ask : bid;
        var quantity = request.Quantity ?? Stage.Floor((request.QuoteQuantity ?? 0) / touch, market.LotDecimals);
        var refusal = Check(book, request, market, quantity, touch);
        if (refusal != OrderRefusal.None) return new OrderAnswer(null, refusal);
        var order = book.Open(market, request.IsBuy, quantity, request.Limit, time, request.ClientId);
        if (Crosses(order, bid, ask)) Fill(book, order, touch, maker: false, time);
        else Rest(book, order, request, time);
        return new OrderAnswer(order, OrderRefusal.None);
    }

    /// <summary>Cancels an open order; null when there is none of that number.</summary>
    public SandboxOrder? Cancel(AccountBook book, long orderId, DateTimeOffset time)
    {
        if (book.OpenOrders.Find(o => o.Id == orderId) is not { } order) return null;
        (order.State, order.Updated) = (OrderState.Cancelled, time);
        book.OpenOrders.Remove(order);
        stage.Changed?.Invoke(new AccountChange(book, null, order));
        return order;
    }

    private static OrderRefusal Check(AccountBook book, OrderRequest request, VenueMarket market, decimal quantity, decimal touch)
    {
        var price = request.Limit ?? touch;
        if (price <= 0 || price % market.Tick != 0) return OrderRefusal.BadPrice;
        if (quantity < market.MinQuantity || quantity % market.Lot != 0) return OrderRefusal.BadQuantity;
        if (quantity * price < market.MinCost) return OrderRefusal.BelowMinimumCost;
        var takes = request.Limit is null || (request.IsBuy ? request.Limit >= touch : request.Limit <= touch);
        if (request.PostOnly && takes) return OrderRefusal.WouldTake;
        if (request.ClientId is { } id && book.OpenOrders.Exists(o => o.ClientId == id)) return OrderRefusal.DuplicateClientId;
        var enough = request.IsBuy
            ? book.Available(market.Quote) >= quantity * (takes ? touch : price) * (1 + book.Profile.TakerRate)
            : book.Available(market.Base) >= quantity * (1 + (market.Base == book.Profile.FeeAsset ? book.Profile.TakerRate : 0));
        return enough ? OrderRefusal.None : OrderRefusal.InsufficientFunds;
    }

    private void Rest(AccountBook book, SandboxOrder order, OrderRequest request, DateTimeOffset time)
    {
        if (request.ImmediateOrCancel) order.State = OrderState.Cancelled;
        else book.OpenOrders.Add(order);
        stage.Changed?.Invoke(new AccountChange(book, null, order));
        if (_watching || request.ImmediateOrCancel) return;
        _watching = true;
        stage.Schedule.At(time + Look, () => Watch(time + Look));
    }

    private void Watch(DateTimeOffset time)
    {
        foreach (var book in stage.Accounts)
        {
            foreach (var order in book.OpenOrders.ToList())
            {
                var (bid, ask) = stage.Prices.Book(order.Market, time);
                if (!Crosses(order, bid, ask)) continue;
                book.OpenOrders.Remove(order);
                Fill(book, order, order.Limit!.Value, maker: true, time);
            }
        }

        _watching = stage.Accounts.Any(b => b.OpenOrders.Count > 0);
        if (_watching) stage.Schedule.At(time + Look, () => Watch(time + Look));
    }

    private void Fill(AccountBook book, SandboxOrder order, decimal price, bool maker, DateTimeOffset time)
    {
        var half = Stage.Floor(order.Quantity / 2, order.Market.LotDecimals);
        var split = stage.Usd(order.Market.Base, order.Quantity, time) > 5_000 && half >= order.Market.MinQuantity;
        if (split) Settlement.Fill(stage, book, order, price, half, maker, time);
        Settlement.Fill(stage, book, order, price, order.Quantity - order.Filled, maker, time);
    }

    private static bool Crosses(SandboxOrder order, decimal bid, decimal ask) =>
        order.Limit is not { } limit || (order.IsBuy ? limit >= ask : limit <= bid);
}
