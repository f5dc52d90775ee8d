class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f'need {need}, have {have}')
        self.need, self.have = need, have
class Account:
    _next = 1
    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance
        self.id = Account._next
        Account._next += 1
        self.history = []
    def deposit(self, n):
        if n <= 0: raise ValueError('deposit must be positive')
        self.balance += n
        self.history.append(('d', n))
        return self
    def withdraw(self, n):
        if n > self.balance: raise InsufficientFunds(n, self.balance)
        self.balance -= n
        self.history.append(('w', n))
        return self
    def __repr__(self): return f'{type(self).__name__}({self.owner!r}, {self.balance:.2f})'
    def __lt__(self, o): return self.balance < o.balance
class Savings(Account):
    rate = 0.05
    def year(self):
        self.deposit(self.balance * self.rate)
        return self
class Bank:
    def __init__(self): self.accounts, self.log = {}, []
    def open(self, kind, *a): acc = kind(*a); self.accounts[acc.id] = acc; return acc
    def __getitem__(self, i): return self.accounts[i]
    def __iter__(self): return iter(self.accounts.values())
    def __len__(self): return len(self.accounts)
    def transfer(self, a, b, n):
        try:
            self[a].withdraw(n)
            try: self[b].deposit(n)
            except Exception:
                self[a].deposit(n)
                raise
        except InsufficientFunds as e: self.log.append(f'refused: {e}'); return False
        except KeyError as e: self.log.append(f'no account {e}'); return False
        else: self.log.append(f'{a}->{b} {n}'); return True
        finally: self.log.append('-')
bank = Bank()
ann = bank.open(Account, 'Ann', 100); bob = bank.open(Savings, 'Bob', 50.0)
print(bank.transfer(1, 2, 30), bank.transfer(1, 2, 300), bank.transfer(1, 9, 5), ann, bob)
for _ in range(60): bob.year()
print(bob, len(bob.history), min(bank), max(bank), len(bank), [a.owner for a in sorted(bank, reverse=True)])
for i in range(100): bank.transfer(2, 1, i % 7 + 0.5)
print(round(ann.balance, 4), round(bob.balance, 4), bank.log[:5], len(bank.log))
try: ann.deposit(-1)
except ValueError as e: print(e)
try: ann.withdraw(10 ** 9)
except InsufficientFunds as e: print(e.need, round(e.have, 2))
